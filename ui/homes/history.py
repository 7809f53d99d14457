"""What was when: condition and occupancy apart, and the leases."""

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hjemveien.services.dwellings import DwellingView, LeaseView, PeriodView
from hjemveien.texts import _, day_text
from ui.homes import looks
from ui.kit import (
    NameButton,
    SectionHeader,
    Text,
    box,
    clear,
    column,
    line,
    row,
    scrolling,
    set_spacing,
)
from ui.shell.context import Context


class HistoryTab(QWidget):
    """Newest first. What was taken back at once is in the audit and not here."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._list = QVBoxLayout()
        set_spacing(self._list, 8, (20, 16, 20, 16))
        inner = QWidget()
        inner.setLayout(self._list)
        self.setLayout(column(scrolling(inner)))

    def show_dwelling(self, view: DwellingView) -> None:
        clear(self._list)
        today = self.context.today()
        self._add(_("Occupancy"), [self._occupancy(p) for p in view.history("occupancy")])
        self._add(_("Condition"), [self._condition(p) for p in view.history("condition")])
        self._add(_("Leases"), [self._lease(lease, today) for lease in view.leases])
        self._list.addStretch(1)

    def _add(self, title: str, parts: list[QWidget]) -> None:
        self._list.addWidget(SectionHeader(title))
        for part in parts:
            self._list.addWidget(part)
        if not parts:
            self._list.addWidget(Text(_("Nothing is registered."), "body", "muted"))
        self._list.addWidget(line())

    def _occupancy(self, period: PeriodView) -> QWidget:
        return _line(
            looks.state_pill(period.value), _span(period), looks.reason_words(period.reason)
        )

    def _condition(self, period: PeriodView) -> QWidget:
        return _line(looks.condition_pill(period.value), _span(period), period.reason)

    def _lease(self, lease: LeaseView, today: date) -> QWidget:
        until = _("open-ended") if lease.open_ended else day_text(lease.ends_on)
        span = _("{start} to {end}").format(
            start=day_text(lease.starts_on) or "?", end=until or "?"
        )
        facts = [looks.money(lease.monthly_rent)] if lease.monthly_rent else []
        if lease.status != "active":
            facts.append(_("the dates contradict each other"))
        elif lease.runs(today):
            facts.append(_("runs now"))
        parts: list[QWidget] = [Text(span, "strong")]
        if facts:
            parts.append(Text(", ".join(facts), "caption", "muted", wraps=True))
        case_id = lease.case_id
        if case_id is not None:
            name = lease.tenant or _("No name")
            opens = NameButton(
                f"{name} · {lease.number}", "users", lambda: self.context.go("cases", case_id)
            )
            parts.append(opens)
        return box(column(*parts, spacing=2, margins=(10, 8, 10, 8)), "card", span)


def _line(pill: QWidget, span: str, words: str) -> QWidget:
    said = Text(words, "caption", "muted", wraps=True)
    said.setVisible(bool(words))
    whole = column(row(pill, Text(span), None, spacing=8), said, spacing=2)
    holder = QWidget()
    holder.setLayout(whole)
    return holder


def _span(period: PeriodView) -> str:
    since = day_text(period.since) or _("an unknown day")
    if period.until is None:
        return _("since {day}").format(day=since)
    return _("{start} to {end}").format(start=since, end=day_text(period.until))
