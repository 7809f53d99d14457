"""Makes dwellings for tests: what each is about, and nothing more."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from hjemveien.persistence.engine import Database
from hjemveien.persistence.tables import Dwelling, DwellingPeriod, Tenancy
from tests.services.making import TODAY, writing

LONG_AGO = TODAY - timedelta(days=400)


def dwelling(database: Database, street: str = "Prøvegata", **wish: Any) -> UUID:
    """A dwelling that stands empty since long ago; `let` makes it let."""
    key, let = uuid4(), wish.pop("let", False)
    since = wish.pop("since", LONG_AGO)
    condition = wish.pop("condition", "UTLEID" if let else "KLAR_FOR_INNFLYTTING")
    values = {
        "unit_key": str(key), "house_number": "1", "unit_number": "H0101", "postcode": "9997",
        "cadastre": "40/100", "municipality_number": "9907", "dwelling_type": "ORDINAR_BOLIG",
        "disposal": "KOMMUNALT_EID", "bedrooms": 2, **wish,
    }  # fmt: skip
    with writing(database) as session:
        session.add(Dwelling(id=key, street=street, **values))
        session.flush()
        for aspect, value in (("condition", condition), ("occupancy", "let" if let else "vacant")):
            session.add(
                DwellingPeriod(
                    id=uuid4(), dwelling_id=key, aspect=aspect, value=value, valid_from=since
                )
            )
    return key


def lease(
    database: Database,
    dwelling_id: UUID,
    ends_on: date | None = None,
    case_id: UUID | None = None,
    starts_on: date | None = LONG_AGO,
) -> UUID:
    """A lease; one without an end is open-ended."""
    key = uuid4()
    with writing(database) as session:
        session.add(
            Tenancy(
                id=key, dwelling_id=dwelling_id, case_id=case_id, starts_on=starts_on,
                ends_on=ends_on, open_ended=ends_on is None,
            )
        )  # fmt: skip
    return key
