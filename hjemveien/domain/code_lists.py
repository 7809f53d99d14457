"""Which lists of coded answers an office may word itself, and where it may add codes of its own.

A code is data and stays what it means: words, order and dates are the office's. Where figures or
rules rest on the codes themselves, the list is closed, and `rests` says on what.
"""

from dataclasses import dataclass

from hjemveien.domain import codes
from hjemveien.domain.pathway import CLOSINGS
from hjemveien.domain.wording import Titles
from hjemveien.texts import mark


@dataclass(frozen=True)
class CodedList:
    """`titles` are the built-in codes. An `ordered` list weighs in its order, which stays."""

    name: str
    title: str
    titles: Titles
    rests: str
    open: bool = False
    ordered: bool = False

    def built_in(self, code: str) -> bool:
        return any(code == known for known, _words in self.titles)


LISTS: tuple[CodedList, ...] = (
    CodedList(
        "channels", mark("How an application came"), codes.CHANNELS,
        mark("No figure rests on these: add what the office uses."), open=True,
    ),
    CodedList(
        "journal_kinds", mark("Kinds of journal entries"), codes.JOURNAL_KINDS,
        mark("No figure rests on these: add what the office uses."), open=True,
    ),
    CodedList(
        "groups", mark("Main groups"), codes.GROUPS,
        mark("KOSTRA and the year's figures are counted by these."),
    ),
    CodedList(
        "situations", mark("Living situations"), codes.SITUATIONS,
        mark("Figures of homelessness are derived from these."),
    ),
    CodedList(
        "factors", mark("Factors that weigh"), codes.FACTORS,
        mark("The waiting list is ordered by these, in this order."), ordered=True,
    ),
    CodedList(
        "kinds", mark("Kinds of applications"), codes.KINDS,
        mark("KOSTRA counts new households by these."),
    ),
    CodedList(
        "member_roles", mark("Roles in a household"), codes.MEMBER_ROLES,
        mark("Adults and children are counted by these."),
    ),
    CodedList(
        "outcomes", mark("Outcomes of a decision"), codes.OUTCOMES,
        mark("The pathway and the waiting list rest on these."),
    ),
    CodedList(
        "tracks", mark("Legal tracks"), codes.TRACKS,
        mark("Where an appeal goes follows from these."),
    ),
    CodedList(
        "closings", mark("How a case ended"), CLOSINGS,
        mark("Rules say which of these may close a case, and figures count them."),
    ),
)  # fmt: skip
BY_NAME = {each.name: each for each in LISTS}
