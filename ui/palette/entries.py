"""What the palette offers, from the registry of actions and the cases that were found."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from hjemveien.domain import pathway
from hjemveien.services.views import CaseRow
from hjemveien.texts import _
from ui.palette.matching import matched
from ui.shell.actions import Action, Actions

MOST_RECENT, MOST_OF_A_KIND, ALL_SHORTCUTS = 5, 8, "?"


@dataclass(frozen=True)
class Entry:
    """A line: what it does when chosen, or a heading where `run` is None.

    `key` is remembered as used; only those of actions are ever written down. `also` are words by
    which it is found besides its title: the name of its group.
    """

    key: str
    title: str
    run: Callable[[], object] | None = None
    second: str = ""
    icon: str = ""
    keys: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    score: int = 0
    also: str = ""

    def said(self) -> str:
        """For a screen reader."""
        return ", ".join(part for part in (self.title, self.second, *self.keys) if part)


def heading(title: str) -> Entry:
    return Entry("", title)


def offered(registry: Actions, subject: str) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """Everything that can be done, by heading: first what concerns the page and its subject."""
    about = _("Actions for {subject}").format(subject=subject) if subject else _("On this page")
    page, pages, rest = list[Entry](), list[Entry](), list[Entry]()
    for group in registry.groups():
        goal = {"page": page, "pages": pages}.get(group.key, rest)
        goal += [
            entry_of(action, group.title) for action in group.actions if action.key != "palette"
        ]
    return ((about, tuple(page)), (_("Actions"), tuple(rest)), (_("Go to page"), tuple(pages)))


def entry_of(action: Action, also: str = "") -> Entry:
    icon = action.icon or "chevron-right"
    return Entry(action.key, action.name(), action.run, icon=icon, keys=action.keys(), also=also)


def case_entry(row: CaseRow, typed: str, go: Callable[[UUID], object]) -> Entry:
    """A case by name, or by its number alone where the household is protected."""
    name = _("Protected") if row.protected else row.name or _("No name")
    found = None if row.protected else matched(typed, name)
    second = " · ".join(part for part in (row.number, pathway.stage_title(row.stage)) if part)
    return Entry(
        f"case {row.case_id}", name, lambda: go(row.case_id), second,
        "shield" if row.protected else "user", spans=found.spans if found else (),
    )  # fmt: skip


def still_matches(typed: str, case: Entry) -> bool:
    """Whether a case that was found for less may stay until the answer to more is there."""
    return bool(typed.strip()) and matched(typed, f"{case.title} {case.second}") is not None


def lines(
    typed: str,
    groups: Sequence[tuple[str, Sequence[Entry]]],
    cases: Sequence[Entry],
    recent: Sequence[Entry],
) -> tuple[Entry, ...]:
    """What stands in the list: headings and what belongs to them, the best kind first."""
    if not typed.strip():
        return _unasked(groups, recent)
    if typed.strip() == ALL_SHORTCUTS:
        return _under((title, [e for e in entries if e.keys]) for title, entries in groups)
    found = [(title, _found(typed, entries)) for title, entries in groups]
    actions, pages = found[:-1], found[-1]
    best = max((entry.score for _title, entries in actions for entry in entries), default=0)
    places = [*actions, (_("Go to case"), cases)]
    # A page that answers better than every action is what was meant.
    front = bool(pages[1]) and pages[1][0].score > best
    return _under([pages, *places] if front else [*places, pages])


def _unasked(
    groups: Sequence[tuple[str, Sequence[Entry]]], recent: Sequence[Entry]
) -> tuple[Entry, ...]:
    used = {entry.key for entry in recent}
    rest = [(title, [e for e in entries if e.key not in used]) for title, entries in groups]
    page, others, pages = rest
    return _under([(_("Used lately"), recent[:MOST_RECENT]), page, pages, others])


def _found(typed: str, entries: Iterable[Entry]) -> list[Entry]:
    hits = []
    for entry in entries:
        match = matched(typed, entry.title)
        if match is not None:
            hits.append(_scored(entry, match.spans, match.score))
        elif entry.also and matched(typed, f"{entry.also} {entry.title}") is not None:
            hits.append(_scored(entry, (), 0))
    return sorted(hits, key=lambda entry: -entry.score)[:MOST_OF_A_KIND]


def _scored(entry: Entry, spans: tuple[tuple[int, int], ...], score: int) -> Entry:
    return Entry(
        entry.key, entry.title, entry.run, entry.second, entry.icon, entry.keys, spans, score
    )


def _under(kinds: Iterable[tuple[str, Sequence[Entry]]]) -> tuple[Entry, ...]:
    return tuple(line for title, entries in kinds if entries for line in (heading(title), *entries))
