"""Addresses of shared offices as people write and keep them: without a password, which is typed."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlencode

DRIVER = "postgresql+psycopg"
USUAL_DATABASE = "hjemveien"


@dataclass(frozen=True)
class SharedPlace:
    """`where` is host (or host:port) and database, as they stand in an address."""

    where: str
    login: str = ""
    options: str = ""

    def address(self, password: str = "") -> str:
        """The address that opens it; only this one may hold a password, and it is never kept."""
        user = quote(self.login, safe="")
        if password:
            user = f"{user}:{quote(password, safe='')}"
        at = f"{user}@" if user else ""
        options = f"?{self.options}" if self.options else ""
        return f"{DRIVER}://{at}{self.where}{options}"


def place_of(address: str) -> SharedPlace:
    """The place that an address names, and who is to log in there; a password is left out."""
    rest = address.partition("://")[2]
    before, _at, where = rest.rpartition("@")
    where, _mark, options = where.partition("?")
    kept = [pair for pair in options.split("&") if not pair.lower().startswith("password=")]
    return SharedPlace(where, unquote(before.partition(":")[0]), "&".join(kept))


def pasted(text: str) -> SharedPlace | None:
    """The place in an address as `office add-staff` prints it; None for a server's name alone."""
    if "://" not in text:
        return None
    place = place_of(text.strip())
    host, _slash, database = place.where.partition("/")
    named = parse_qsl(place.options)
    several = ",".join(value for name, value in named if name == "host")
    options = urlencode([pair for pair in named if pair[0] != "host"])
    return SharedPlace(f"{host or several}/{database or USUAL_DATABASE}", place.login, options)


def place_from_parts(server: str, database: str, login: str, options: str = "") -> SharedPlace:
    """A place from what is written into a form."""
    where = f"{server.strip()}/{quote(database.strip() or USUAL_DATABASE)}"
    return SharedPlace(where, login.strip(), options)
