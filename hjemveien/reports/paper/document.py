"""Makes a whole document, tagged and ready for the archive, and puts it in place only when done."""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from hjemveien.reports.paper.blocks import Block, Figures, Paragraph, Title
from hjemveien.reports.paper.columns import Column
from hjemveien.reports.paper.flow import Flow, Paper, Watch
from hjemveien.reports.paper.letterhead import Letterhead
from hjemveien.reports.paper.properties import write_properties
from hjemveien.reports.paper.table import Row, Table


def write_document(
    target: Path | BinaryIO,
    paper: Paper,
    blocks: Iterable[Block],
    *,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> int:
    """The number of pages written. Raises Cancelled, and then leaves an older file as it was."""
    watch = Watch(progress, cancelled)
    if not isinstance(target, Path):
        return _fill(target, paper, blocks, watch)
    part = target.with_name(target.name + ".part")
    try:
        with part.open("wb") as sink:
            pages = _fill(sink, paper, blocks, watch)
        os.replace(part, target)
    except BaseException:
        with suppress(FileNotFoundError):
            part.unlink()
        raise
    return pages


def table_document(
    target: Path | BinaryIO,
    *,
    title: str,
    columns: tuple[Column, ...],
    rows: Iterable[Row],
    created: datetime,
    subtitle: str = "",
    header_left: str = "",
    header_right: str = "",
    footer: str = "",
    head: Letterhead | None = None,
    figures: tuple[tuple[str, str], ...] = (),
    notes_before: tuple[str, ...] = (),
    notes_after: tuple[str, ...] = (),
    language: str = "nb",
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> int:
    """A long list on landscape A4; rows are cells or a Group, read once. The number of pages."""
    paper = Paper(title, created, header_left, header_right, footer, language, True, bool(head))
    blocks: list[Block] = [*((head,) if head else ()), Title(title, subtitle)]
    if figures:
        blocks.append(Figures(figures))
    blocks += [Paragraph(note, quiet=True) for note in notes_before]
    blocks.append(Table(columns, rows))
    blocks += [Paragraph(note, quiet=True) for note in notes_after]
    return write_document(target, paper, blocks, progress=progress, cancelled=cancelled)


def _fill(sink: BinaryIO, paper: Paper, blocks: Iterable[Block], watch: Watch) -> int:
    flow = Flow(sink, paper, watch)
    for block in blocks:
        block.draw(flow)
    flow.finish()
    root, info = write_properties(flow)
    flow.pdf.finish(root, info)
    return flow.page_count
