"""Makes small papers about invented households; a test states only what matters to it."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO

from hjemveien.reports.paper import Block, Column, Paper, Row, table_document, write_document

CREATED = datetime(2026, 11, 23, 8, 14, tzinfo=UTC)
COLUMNS = (Column("Plass", 1, "right"), Column("Saksnr.", 2), Column("Søker", 5))


def households(count: int) -> list[Sequence[str]]:
    return [(str(n), f"2026/{n:05d}", f"Nordmann{n}, Kari") for n in range(1, count + 1)]


def list_paper(
    rows: Iterable[Row], columns: tuple[Column, ...] = COLUMNS, title: str = "Venteliste"
) -> bytes:
    sink = BytesIO()
    table_document(
        sink,
        title=title,
        columns=columns,
        rows=rows,
        created=CREATED,
        subtitle="Per 23. november 2026.",
        header_left="Fjordby kommune",
        header_right="Unntatt offentlighet",
        footer="Skrevet ut av Kari Solheim. Filter: alle.",
        figures=(("På venteliste", "31"), ("Median ventetid", "94 dager")),
        notes_after=("Alle positive vedtak som ikke er flyttet inn.",),
    )
    return sink.getvalue()


def paper_of(*blocks: Block, title: str = "Rapport", language: str = "nb") -> bytes:
    sink = BytesIO()
    write_document(sink, Paper(title, CREATED, language=language), blocks)
    return sink.getvalue()
