"""The office's letter head, made ready for paper."""

from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from sqlalchemy.orm import Session

from hjemveien.domain.pictures import plain_picture
from hjemveien.reports.paper import Letterhead, Paper, Paragraph, Title, write_document
from hjemveien.reports.paper.blocks import Block
from hjemveien.services.municipality import LetterHead, letter_head
from hjemveien.texts import _, language


def printed_head(session: Session) -> Letterhead | None:
    """None where the office has given no address and no logo."""
    head = letter_head(session)
    return on_paper(head) if head else None


def on_paper(head: LetterHead) -> Letterhead:
    says = _("Logo of {office}").format(office=head.office or _("the office"))
    return Letterhead(head.lines(), plain_picture(head.logo) if head.logo else None, says)


def write_sample(head: LetterHead, sink: BinaryIO, at: datetime) -> int:
    """A letter about nothing, to see the head as it will be printed; the number of pages."""
    paper = Paper(_("Letter head"), at, header_left=head.office, language=language(), headed=True)
    return write_document(sink, paper, _sample(head))


def _sample(head: LetterHead) -> Iterator[Block]:
    if head.lines() or head.logo:
        yield on_paper(head)
    yield Title(_("This is what the head looks like"))
    yield Paragraph(
        _("Waiting lists, statistics and answers begin with this head when they are printed.")
    )
