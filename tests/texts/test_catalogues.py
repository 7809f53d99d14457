"""Bokmål and nynorsk are complete, and say the same with the same parts."""

import importlib.util
import io
import re
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("nb", "nn")
PARTS = re.compile(r"\{\w+\}|%\(\w+\)\w|%s")


def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("texts_tool", ROOT / "packaging" / "texts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def path_of(language: str) -> Path:
    return ROOT / "resources" / "texts" / language / "LC_MESSAGES" / "hjemveien.po"


def catalogue(language: str) -> Catalog:
    with path_of(language).open("rb") as file:
        return read_po(file, locale=language)


def forms(text: object) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (str(text),)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_source_is_translated(language: str) -> None:
    known = {message.id for message in catalogue(language)}
    wanted = {message.id for message in tool().extracted()}
    assert not wanted - known
    assert not tool().missing(catalogue(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_translated_that_nobody_says(language: str) -> None:
    known = {message.id for message in catalogue(language) if message.id}
    assert not known - {message.id for message in tool().extracted()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_parts_of_its_text(language: str) -> None:
    for message in catalogue(language):
        if message.id:
            wanted = {frozenset(PARTS.findall(form)) for form in forms(message.id)}
            said = {frozenset(PARTS.findall(form)) for form in forms(message.string)}
            assert said <= wanted, message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_shipped_is_what_is_written(language: str) -> None:
    made = io.BytesIO()
    write_mo(made, catalogue(language))
    assert path_of(language).with_suffix(".mo").read_bytes() == made.getvalue()
