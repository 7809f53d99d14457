"""The parts all pages are made of; import them from here.

Layout in design pixels: `row`, `column`, `box`, `line`, `scrolling`, `fix_width` … Text is always
plain. What lists show is data: `Column` and `Cell` for a `PagedModel` in a `ListTable`.
"""

from ui.kit.banner import Banner, ProgressBanner
from ui.kit.buttons import Button, IconButton, NameButton, danger, link, primary, quiet, secondary
from ui.kit.chips import ChipBar, FilterChip
from ui.kit.choices import CheckField, ComboField, RadioField, SpinField
from ui.kit.date_field import DateField
from ui.kit.date_words import read_day
from ui.kit.day_choice import DayChoice, period_problem
from ui.kit.delegates import avatar_kind, initials_of
from ui.kit.empty import EmptyState
from ui.kit.fields import SearchField, SecretField, TextArea, TextField
from ui.kit.form import ErrorSummary, FormField
from ui.kit.journal import JournalItem, JournalView
from ui.kit.labels import Elided, IconLabel, SectionHeader, Text
from ui.kit.layout import (
    box,
    clear,
    column,
    fix_height,
    fix_width,
    grow,
    hide_unless,
    least_height,
    least_width,
    limit_width,
    line,
    row,
    scrolling,
    set_spacing,
)
from ui.kit.menus import LINE, Choice, fill_menu, filled_on_opening
from ui.kit.model import Cell, Column, PagedModel
from ui.kit.phone_field import PhoneField
from ui.kit.pills import Pill
from ui.kit.sheet import SheetDialog
from ui.kit.split import SplitPane
from ui.kit.steps import Step, StepsBar
from ui.kit.table import ListTable
from ui.kit.tabs import Tabs
from ui.kit.tile import Tile
from ui.kit.tiles import TileGrid, lay_out
from ui.kit.toast import Toast
from ui.kit.values import KeyValueGrid

__all__ = [
    "LINE",
    "Banner",
    "Button",
    "Cell",
    "CheckField",
    "ChipBar",
    "Choice",
    "Column",
    "ComboField",
    "DateField",
    "DayChoice",
    "Elided",
    "EmptyState",
    "ErrorSummary",
    "FilterChip",
    "FormField",
    "IconButton",
    "IconLabel",
    "JournalItem",
    "JournalView",
    "KeyValueGrid",
    "ListTable",
    "NameButton",
    "PagedModel",
    "PhoneField",
    "Pill",
    "ProgressBanner",
    "RadioField",
    "SearchField",
    "SecretField",
    "SectionHeader",
    "SheetDialog",
    "SpinField",
    "SplitPane",
    "Step",
    "StepsBar",
    "Tabs",
    "Text",
    "TextArea",
    "TextField",
    "Tile",
    "TileGrid",
    "Toast",
    "avatar_kind",
    "box",
    "clear",
    "column",
    "danger",
    "fill_menu",
    "filled_on_opening",
    "fix_height",
    "fix_width",
    "grow",
    "hide_unless",
    "initials_of",
    "lay_out",
    "least_height",
    "least_width",
    "limit_width",
    "line",
    "link",
    "period_problem",
    "primary",
    "quiet",
    "read_day",
    "row",
    "scrolling",
    "secondary",
    "set_spacing",
]
