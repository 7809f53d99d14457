"""What became of a row of a file that was read in."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from hjemveien.persistence.tables import SourceFile, SourceRow
from hjemveien.services.rows import one_or_none


@dataclass(frozen=True)
class Became:
    """A case or a dwelling; neither where the row was none, or is not the asker's to see."""

    case_id: UUID | None = None
    dwelling_id: UUID | None = None


def became(session: Session, digest: str, sheet: str | None, number: int) -> Became:
    """By the file's SHA-256, its sheet (None in a text file) and the row as the sheet counts."""
    row = SourceRow
    statement = (
        select(row.case_id, row.dwelling_id)
        .join(SourceFile, SourceFile.id == row.file_id)
        .where(SourceFile.sha256 == digest, row.sheet == (sheet or ""), row.number == number)
        .limit(1)
    )
    found = one_or_none(session, statement)
    return Became(*found) if found else Became()
