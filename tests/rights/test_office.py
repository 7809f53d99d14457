"""The office that the rights are tried on has something to see in every table."""

from hjemveien.persistence.tables import Base
from tests.rights.office import Office


def test_every_table_of_the_office_has_rows(office: Office) -> None:
    with office.root() as root:
        empty = [
            table.name
            for table in Base.metadata.sorted_tables
            if not root.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()[0]  # type: ignore[index]
        ]
    assert not empty
