"""The pathway a case follows, and the rules that let it move or refuse in words.

Stage codes are data and stay the same in every language; titles are translated when shown. The
municipality can change titles, targets and order; the moves a rule allows follow from the order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hjemveien.domain import wording
from hjemveien.domain.codes import title as title_of
from hjemveien.domain.refusal import Refusal
from hjemveien.domain.sorting import fold
from hjemveien.texts import _, mark


@dataclass(frozen=True)
class Stage:
    """`target_days` is how long a case should stay here at most; None where nothing is set."""

    code: str
    title: str
    next_step: str
    icon: str
    look: str
    target_days: int | None = None


STAGES: tuple[Stage, ...] = (
    Stage("henvendelse", mark("Enquiry"), mark("Register enquiry"), "inbox", "neutral"),
    Stage("soknad", mark("Application"), mark("Register application"), "file-text", "neutral", 7),
    Stage(
        "kartlegging", mark("Assessment"), mark("Start assessment"), "clipboard-list", "info", 21
    ),
    Stage("vedtak", mark("For decision"), mark("Send for decision"), "scale", "purple", 14),
    Stage("venteliste", mark("Waiting list"), mark("Put on waiting list"), "hourglass", "warning"),
    Stage("tilbud", mark("Offer"), mark("Give offer"), "key-round", "teal", 14),
    Stage("innflytting", mark("Move-in"), mark("Register move-in"), "house", "success", 30),
    Stage(
        "oppfolging",
        mark("Tenancy support"),
        mark("Start tenancy support"),
        "heart-handshake",
        "info",
    ),
    Stage("avsluttet", mark("Closed"), mark("Close case"), "circle-check", "neutral"),
)

ORDER = {stage.code: place for place, stage in enumerate(STAGES)}
BY_CODE = {stage.code: stage for stage in STAGES}

CLOSINGS: tuple[tuple[str, str], ...] = (
    ("housed", mark("Housed")),
    ("withdrawn", mark("Withdrawn by the applicant")),
    ("refused", mark("Application refused")),
    ("deceased", mark("Deceased")),
    ("moved_away", mark("Moved out of the municipality")),
)

_WORDS = {
    "enquiry": "henvendelse",
    "application": "soknad",
    "soeknad": "soknad",
    "assessment": "kartlegging",
    "decision": "vedtak",
    "til vedtak": "vedtak",
    "for decision": "vedtak",
    "waiting list": "venteliste",
    "waiting": "venteliste",
    "offer": "tilbud",
    "tilbod": "tilbud",
    "move-in": "innflytting",
    "innflyttet": "innflytting",
    "bo-oppfolging": "oppfolging",
    "buoppfolging": "oppfolging",
    "tenancy support": "oppfolging",
    "closed": "avsluttet",
    "avslutta": "avsluttet",
    "forespurnad": "henvendelse",
    "forspurnad": "henvendelse",
}


class MoveRefused(Refusal):
    """The move is against a rule; `reasons` one a line, each saying what would let it through."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = tuple(reasons)


@dataclass(frozen=True)
class Facts:
    """What the rules look at. `today` is the day of the move; nothing here reads a clock."""

    stage: str
    stage_since: date
    today: date
    received: bool = True
    decision_outcome: str | None = None
    open_offer: bool = False
    accepted_offer: bool = False
    moved_in: bool = False
    closing: str | None = None


def stage_code(words: str) -> str:
    """The stage somebody means: its code or its title in any language. Raises Refusal."""
    folded = fold(words)
    code = _of_office(folded) or _WORDS.get(folded, folded)
    if code in ORDER:
        return code
    known = ", ".join(ORDER)
    raise Refusal(
        _("There is no stage “{stage}”. The stages are: {known}.").format(stage=words, known=known)
    )


def _of_office(folded: str) -> str | None:
    """The stage that the office calls this, in any language."""
    for code, own in wording.used().stages.items():
        if folded in {fold(title) for title in (own.nb, own.nn, own.en) if title}:
            return code
    return None


def stage_title(code: str) -> str:
    """In the office's words where it has its own; the code itself where it is no stage."""
    own = wording.used().stages.get(code)
    if own is not None and own.shown():
        return own.shown()
    stage = BY_CODE.get(code)
    return _(stage.title) if stage else code


def closing_title(code: str) -> str:
    return title_of(CLOSINGS, code)


def next_stage(code: str) -> str | None:
    """The stage after this one, or None at the end."""
    place = ORDER[code] + 1
    return STAGES[place].code if place < len(STAGES) else None


def open_moves(facts: Facts) -> tuple[str, ...]:
    """The stages that the rules would let this case move to now, in pathway order."""
    return tuple(
        stage.code for stage in STAGES if not _reasons(facts, stage.code, "x", "withdrawn")
    )


def usual_moves(code: str) -> tuple[str, ...]:
    """Where the order lets a case go from here when all facts are in place, in pathway order."""
    day = date.min
    facts = Facts(code, day, day, decision_outcome="granted")
    others = (stage.code for stage in STAGES if stage.code != code)
    return tuple(other for other in others if not _order_reasons(facts, other))


def needs(code: str) -> tuple[str, ...]:
    """What must be in place before a case comes to this stage, in words."""
    day = date.min
    if code == "oppfolging":
        granted = Facts("innflytting", day, day, decision_outcome="granted")
        return (*needs("innflytting"), *_fact_reasons(granted, code, None))
    return tuple(_fact_reasons(Facts("henvendelse", day, day), code, None))


def check_move(facts: Facts, to_stage: str, reason: str, closing: str | None = None) -> None:
    """Return quietly if the move is allowed. Raises MoveRefused, the reasons one a line."""
    reasons = _reasons(facts, to_stage, reason, closing)
    if reasons:
        raise MoveRefused(reasons)


def _reasons(facts: Facts, to_stage: str, reason: str, closing: str | None) -> list[str]:
    if to_stage not in ORDER:
        return [_("There is no stage “{stage}”.").format(stage=to_stage)]
    if to_stage == facts.stage:
        return [_("The case is already at {stage}.").format(stage=stage_title(to_stage))]
    reasons = [*_order_reasons(facts, to_stage), *_fact_reasons(facts, to_stage, closing)]
    if not reason.strip():
        reasons.append(_("Write a reason for the move."))
    return reasons


def _order_reasons(facts: Facts, to_stage: str) -> list[str]:
    if facts.today < facts.stage_since:
        return [_("The move cannot be dated before the case came to its present stage.")]
    forward = ORDER[to_stage] - ORDER[facts.stage]
    skips_ahead = forward > 1 and to_stage != "avsluttet" and not _may_skip(facts, to_stage)
    if not skips_ahead:
        return []
    following = next_stage(facts.stage) or facts.stage
    return [
        _("From {stage} the next step is {next}; {wanted} comes later.").format(
            stage=stage_title(facts.stage),
            next=stage_title(following),
            wanted=stage_title(to_stage),
        )
    ]


def _may_skip(facts: Facts, to_stage: str) -> bool:
    """A case may be taken straight to where its facts already are (a decision made elsewhere)."""
    if to_stage in {"kartlegging", "vedtak"}:
        return facts.received
    return to_stage == "venteliste" and facts.decision_outcome == "granted"


def _fact_reasons(facts: Facts, to_stage: str, closing: str | None) -> list[str]:
    needs_grant = {"venteliste", "tilbud", "innflytting", "oppfolging"}
    if to_stage in needs_grant and facts.decision_outcome != "granted":
        return [_("A positive decision must be registered first.")]
    if to_stage == "oppfolging" and not facts.moved_in:
        return [_("The move-in must be registered first.")]
    if facts.moved_in and ORDER[to_stage] < ORDER["innflytting"]:
        return [_("The household has moved in; a new application starts a new case.")]
    if to_stage == "avsluttet":
        return _closing_reasons(facts, closing)
    return []


def _closing_reasons(facts: Facts, closing: str | None) -> list[str]:
    """Silence removes nobody: closing takes a decision, a move-in, a death or a withdrawal."""
    if closing == "housed" and not facts.moved_in:
        return [_("The move-in must be registered before the case is closed as housed.")]
    if closing == "refused" and facts.decision_outcome != "refused":
        return [_("There is no refusal to close the case with. Register the decision first.")]
    if closing or facts.moved_in or facts.decision_outcome in {"refused", "dismissed"}:
        return []
    return [
        _(
            "A case is closed by a refusal, a move-in, a death, a move out of the municipality or a"
            " withdrawal. Say which."
        )
    ]
