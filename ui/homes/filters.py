"""What the register is filtered by: chips that can be taken away one by one, and a search."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hjemveien.domain import homes
from hjemveien.domain.codes import title
from hjemveien.services.dwelling_list import MOST_BEDROOMS, DwellingFilter
from hjemveien.texts import _, n_
from ui.kit import Button, ChipBar, SearchField, column, grow, row

_SHOWN_STATES = ("vacant", "soon", "let", "blocked")


class DwellingFilters(QWidget):
    """`changed(filter)` whenever something is searched for, added or taken away."""

    changed = Signal(object)

    def __init__(self, *before: QWidget) -> None:
        """`before` stands beside the search, so that a low window keeps its room for the list."""
        super().__init__()
        self.wanted = DwellingFilter()
        self.search = SearchField(
            _("Search dwellings"), _("Address, land number or dwelling number")
        )
        self.state_button = Button(_("Occupancy"), "addchip", "plus")
        self.type_button = Button(_("Type"), "addchip", "plus")
        self.rooms_button = Button(_("Bedrooms"), "addchip", "plus")
        self.chair_button = Button(
            _("Wheelchair"), "addchip", "plus", lambda: self._set(wheelchair=True)
        )
        self.chips = ChipBar(
            self.state_button, self.type_button, self.rooms_button, self.chair_button
        )
        beside = row(*before, grow(self.search), spacing=16)
        self.setLayout(column(beside, self.chips, spacing=8))
        self._fill_menus()
        self.search.searched.connect(lambda text: self._set(search=text))
        self.chips.removed.connect(self._remove)

    def set_filter(self, wanted: DwellingFilter) -> None:
        """Show this filter, without telling of it."""
        self.wanted = wanted
        self.search.setText(wanted.search)
        self._show_chips()

    def clear(self) -> None:
        self.set_filter(DwellingFilter(vacancies=self.wanted.vacancies))
        self.changed.emit(self.wanted)

    def is_filtered(self) -> bool:
        return self.wanted != DwellingFilter(vacancies=self.wanted.vacancies)

    def show_vacancies(self, vacancies: bool) -> None:
        """What stands empty has its list; there the occupancy is no question."""
        self.state_button.setVisible(not vacancies)
        self._set(vacancies=vacancies, states=())

    def _fill_menus(self) -> None:
        states = [
            (title(homes.STATES, code), self._adder("states", code)) for code in _SHOWN_STATES
        ]
        types = [(_(words), self._adder("types", code)) for code, words in homes.TYPES]
        rooms = [
            (_rooms(number), self._adder("bedrooms", number))
            for number in range(1, MOST_BEDROOMS + 1)
        ]
        self.state_button.set_menu(states)
        self.type_button.set_menu(types)
        self.rooms_button.set_menu(rooms)

    def _adder(self, name: str, value: object) -> Callable[[], object]:
        def add() -> None:
            self._set(**{name: tuple(dict.fromkeys((*getattr(self.wanted, name), value)))})

        return add

    def _set(self, **changes: Any) -> None:
        self.wanted = replace(self.wanted, **changes)
        self._show_chips()
        self.changed.emit(self.wanted)

    def _show_chips(self) -> None:
        wanted = self.wanted
        chips = [(f"states:{code}", title(homes.STATES, code)) for code in wanted.states]
        chips += [(f"types:{code}", title(homes.TYPES, code)) for code in wanted.types]
        chips += [(f"bedrooms:{number}", _rooms(number)) for number in wanted.bedrooms]
        if wanted.wheelchair:
            chips.append(("wheelchair:", _("Wheelchair")))
        self.chips.set_chips(tuple(chips))
        self.chair_button.setVisible(not wanted.wheelchair)

    def _remove(self, key: str) -> None:
        name, _colon, gone = key.partition(":")
        if name == "wheelchair":
            self._set(wheelchair=False)
            return
        kept = tuple(each for each in getattr(self.wanted, name) if str(each) != gone)
        self._set(**{name: kept})


def _rooms(number: int) -> str:
    if number < MOST_BEDROOMS:
        return homes.bedrooms_words(number)
    return n_("{n} bedroom or more", "{n} bedrooms or more", number).format(n=number)
