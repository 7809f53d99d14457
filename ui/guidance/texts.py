"""Reads the help texts, one file a language, one section a page."""

from dataclasses import dataclass
from functools import lru_cache

from hjemveien.files import RESOURCES
from hjemveien.texts import language


@dataclass(frozen=True)
class HelpText:
    """What a page is for, and what can be done on it."""

    purpose: str
    doings: tuple[str, ...]


def help_for(page: str) -> HelpText | None:
    """In the language of now; None for a page nobody has written about."""
    return _sections(language()).get(page)


@lru_cache(maxsize=8)
def _sections(spoken: str) -> dict[str, HelpText]:
    source = (RESOURCES / "help" / f"{spoken}.md").read_text(encoding="utf-8")
    return dict(_section(part) for part in source.split("## ") if part.strip())


def _section(part: str) -> tuple[str, HelpText]:
    key, *rest = [line.strip() for line in part.splitlines() if line.strip()]
    doings = tuple(line[2:] for line in rest if line.startswith("- "))
    return key, HelpText(" ".join(line for line in rest if not line.startswith("- ")), doings)
