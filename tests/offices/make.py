"""Makes the offices anew: python tests/offices/make.py [b c …] (needs XlsxWriter)."""

import sys
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent.parent))

from tests.offices.making import (  # noqa: E402
    damaged,
    office_b,
    office_c,
    office_d,
    office_e,
    office_f,
    office_h,
    office_i,
)

OFFICES: dict[str, Callable[[Path], None]] = {
    "b": office_b.make,
    "c": office_c.make,
    "d": office_d.make,
    "e": office_e.make,
    "f": office_f.make,
    "g": office_f.make_small,
    "h": office_h.make,
    "i": office_i.make,
    "broken": damaged.make,
}


def main(wanted: list[str]) -> None:
    for letter in wanted or OFFICES:
        folder = HERE / (letter if letter == "broken" else f"office-{letter}")
        folder.mkdir(exist_ok=True)
        OFFICES[letter](folder)
        print(folder.name, *sorted(f"{p.name} {p.stat().st_size}" for p in folder.iterdir()))


if __name__ == "__main__":
    main(sys.argv[1:])
