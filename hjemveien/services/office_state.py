"""Whether a shared office's rights and accounts are as they should be, for its administrator."""

from sqlalchemy.orm import Session

from hjemveien.persistence.check import Finding

__all__ = ["Finding", "check_office"]


def check_office(session: Session) -> tuple[Finding, ...]:
    """A line a question. Raises NotAllowed for a database that is no office."""
    from hjemveien.persistence.office_check import check_through

    return check_through(session.connection(), session.connection().engine.url)
