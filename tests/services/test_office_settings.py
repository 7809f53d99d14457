"""What an office decides differently, on both engines."""

from hjemveien.persistence.engine import Database
from hjemveien.services import office_settings


def test_stages_have_the_programs_targets_until_the_office_says_otherwise(
    database: Database,
) -> None:
    with database.reading() as session:
        targets = office_settings.stage_targets(session)
    assert targets["kartlegging"] == 21
    assert "venteliste" not in targets
