"""What is installed with the program is named in its notice, and none of it is GPL or AGPL."""

import re
from importlib.metadata import distribution

from packaging.requirements import Requirement

from hjemveien.files import RESOURCES

NOTICE = RESOURCES / "licences" / "THIRD_PARTY.md"


def installed_with(name: str) -> frozenset[str]:
    """Everything the distribution needs on this machine, and what that needs, by plain names."""
    found: set[str] = set()
    waiting = [Requirement(name)]
    while waiting:
        wanted = waiting.pop()
        for text in distribution(wanted.name).requires or ():
            needed = Requirement(text)
            extras = wanted.extras or {""}
            if needed.marker and not any(needed.marker.evaluate({"extra": e}) for e in extras):
                continue
            if plain(needed.name) not in found:
                found.add(plain(needed.name))
                waiting.append(needed)
    return frozenset(found)


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower().removesuffix("-essentials").removesuffix("-binary")


def test_every_library_that_comes_with_the_program_is_named_in_the_notice() -> None:
    named = {plain(word) for word in re.findall(r"[\w.-]+", NOTICE.read_text("utf-8"))}
    installed = installed_with("hjemveien")
    assert {"sqlalchemy", "pyside6", "lxml"} <= installed
    assert sorted(installed - named) == []


def test_nothing_that_comes_with_the_program_is_under_gpl() -> None:
    tainted = [
        name
        for library in installed_with("hjemveien")
        if (name := licence_of(library)) and re.search(r"(?<!L)A?GPL", name)
    ]
    assert not tainted


def licence_of(library: str) -> str:
    """What it says of itself about any GPL; PySide6 leaves the choice, and LGPL is ours."""
    if library in {"pyside6", "shiboken6"}:
        return "LGPL-3.0-only"
    metadata = distribution(library).metadata
    said = [
        *(metadata.get_all("License-Expression") or []),
        *(metadata.get_all("Classifier") or []),
    ]
    return " ".join(line for line in said if "GPL" in line or "General Public" in line)
