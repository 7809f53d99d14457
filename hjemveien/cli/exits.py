"""Exit codes: a contract with everything that an office schedules."""

from hjemveien.domain.refusal import Conflict, InTheWay, InvalidInput, NotAllowed, Refusal

OK = 0
FAILURE = 1
USAGE = 2
NEEDS_A_PERSON = 3
UNREACHABLE = 4
NOT_ALLOWED = 5
NEWER_SCHEMA = 6
CONFLICT = 7


def exit_code(refusal: Refusal) -> int:
    """The code for a refusal; FAILURE where it is of no special kind."""
    from hjemveien.persistence import errors

    codes: tuple[tuple[type[Refusal], int], ...] = (
        (errors.NewerSchema, NEWER_SCHEMA),
        (errors.WrongKey, NOT_ALLOWED),
        (errors.Unreachable, UNREACHABLE),
        (NotAllowed, NOT_ALLOWED),
        (Conflict, CONFLICT),
        (InTheWay, FAILURE),
        (InvalidInput, USAGE),
    )
    return next((code for kind, code in codes if isinstance(refusal, kind)), FAILURE)
