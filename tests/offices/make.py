"""Makes the offices anew: python tests/offices/make.py [b c …] (needs XlsxWriter)."""

import sys
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent
OFFICES = ("b", "c", "d")


def main(wanted: list[str]) -> None:
    sys.path.insert(0, str(HERE))
    for letter in wanted or OFFICES:
        folder = HERE / f"office-{letter}"
        folder.mkdir(exist_ok=True)
        import_module(f"making.office_{letter}").make(folder)
        print(folder.name, *sorted(f"{p.name} {p.stat().st_size}" for p in folder.iterdir()))


if __name__ == "__main__":
    main(sys.argv[1:])
