"""A file that cannot be read at all: one clear sentence, and nothing was changed."""

from hjemveien.domain.refusal import Refusal


class ReadRefused(Refusal):
    """The file is not there, not a table, locked, broken, empty or too large; `text` says which."""
