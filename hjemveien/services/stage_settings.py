"""Stages as the office has them: what they are called, and how long a case should stay."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from hjemveien.domain import pathway
from hjemveien.domain.pathway import BY_CODE, STAGES
from hjemveien.domain.refusal import NotFound
from hjemveien.domain.sorting import fold
from hjemveien.domain.wording import Words
from hjemveien.persistence.tables import Municipality
from hjemveien.services.change import Change
from hjemveien.services.office_editing import EditOffice, Fields, Thing, edit
from hjemveien.services.office_row import hold_office, part_of, put_part
from hjemveien.services.office_settings import (
    LANGUAGES,
    STAGES_KEY,
    TARGET_KEY,
    settings_of,
    stage_words,
    targets_in,
)
from hjemveien.texts import _, mark, text_in

TITLE_LETTERS = 32
MOST_DAYS = 999


@dataclass(frozen=True)
class StageView:
    """`words` are the office's own, `built_in` the program's; `target_days` as it is now."""

    code: str
    words: Words
    built_in: Words
    target_days: int | None
    usual_days: int | None
    moves: tuple[str, ...]
    needs: tuple[str, ...]


def list_stages(session: Session) -> tuple[StageView, ...]:
    """In pathway order, with where a case may go from each and what must be in place first."""
    settings = settings_of(session)
    said, targets = settings.get(STAGES_KEY, {}), targets_in(settings)
    return tuple(
        StageView(
            stage.code,
            stage_words(said.get(stage.code, {})),
            Words(*(text_in(language, stage.title) for language in LANGUAGES)),
            targets.get(stage.code),
            stage.target_days,
            pathway.usual_moves(stage.code),
            pathway.needs(stage.code),
        )
        for stage in STAGES
    )


def edit_stage(session: Session, wish: EditOffice) -> Change:
    """Change titles (nb, nn, en; empty for the program's own) or target_days (None for no target).

    Raises InvalidInput by field, Conflict, NotFound for a stage that is none.
    """
    return edit(session, wish, _STAGE)


def _hold(session: Session, code: str) -> Municipality:
    if code not in BY_CODE:
        raise NotFound(_("There is no stage “{stage}”.").format(stage=code))
    return hold_office(session)


def _read(office: Municipality, code: str) -> Fields:
    said = part_of(office, STAGES_KEY, code)
    words = {language: str(said.get(language, "")) for language in LANGUAGES}
    return {**words, TARGET_KEY: targets_in(office.settings or {}).get(code)}


def _check(session: Session, code: str, fields: Fields) -> dict[str, str]:
    wrong: dict[str, str] = {}
    settings = settings_of(session)
    for language in LANGUAGES:
        typed = str(fields[language]).strip()
        if len(typed) > TITLE_LETTERS:
            text = _("Title has at most {n} letters.")
            wrong[language] = text.format(n=TITLE_LETTERS)
        elif typed and fold(typed) in _others(settings, code, language):
            wrong[language] = _("Title is another stage's already.")
    problem = target_problem(fields[TARGET_KEY])
    if problem:
        wrong[TARGET_KEY] = problem
    return wrong


def target_problem(days: int | None) -> str:
    """What is wrong with a target; none, which 0 also means, is right."""
    if days is not None and not 0 <= int(days) <= MOST_DAYS:
        return _("Target is from 1 to {n} days.").format(n=MOST_DAYS)
    return ""


def _others(settings: dict[str, Any], code: str, language: str) -> set[str]:
    """What the other stages are called in this language."""
    said = settings.get(STAGES_KEY, {})
    return {
        fold(said.get(stage.code, {}).get(language) or text_in(language, stage.title))
        for stage in STAGES
        if stage.code != code
    }


def _write(_session: Session, office: Municipality, code: str, changes: Fields) -> None:
    kept = {
        name: (value or 0) if name == TARGET_KEY else str(value).strip()
        for name, value in changes.items()
    }
    put_part(office, kept, STAGES_KEY, code)


_STAGE: Thing[Municipality] = Thing(
    {
        "nb": mark("Title in bokmål"),
        "nn": mark("Title in nynorsk"),
        "en": mark("Title in English"),
        TARGET_KEY: mark("Target in days"),
    },
    _hold, _read, _check, _write, lambda _name: "settings",
)  # fmt: skip
