"""Which words the program does not know: reads offices drawn from the word book, blames headers.

python tests/offices/weigh.py [HOW MANY] [FIRST SEED]
"""

import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from tests.offices.compare import compare_problems, load, place, read_by_library
from tests.offices.making import office_random


def wrong(key: dict[str, Any], got: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Kind, header and which way, for every problem missed or invented."""
    wanted = {place(p): p for p in key["problems"]}
    found = {place(p): p for p in got["problems"]}
    missed = [(p["kind"], str(p["column"]), "missed") for k, p in wanted.items() if k not in found]
    extra = [(p["kind"], str(p["column"]), "invented") for k, p in found.items() if k not in wanted]
    return missed + extra


def main(how_many: int, first: int) -> None:
    blame: Counter[tuple[str, str, str]] = Counter()
    kinds: Counter[str] = Counter()
    for seed in range(first, first + how_many):
        with tempfile.TemporaryDirectory() as home:
            folder = Path(home)
            office_random.make(folder, seed)
            key = load(folder)
            try:
                got = read_by_library(folder, key["as_of"])
            except Exception as fault:
                print(f"seed {seed}: {type(fault).__name__}: {fault}")
                continue
        rates = compare_problems(key, got)
        right, extra, missed = map(sum, zip(*rates.values(), strict=True))
        headers = json.dumps([dict(told["columns"]) for told in sheets(key)], ensure_ascii=False)
        print(f"seed {seed}: {right} right, {extra} too many, {missed} missed")
        if extra + missed > 40:
            print("   ", headers)
        for kind, header, way in wrong(key, got):
            blame[header, kind, way] += 1
            kinds[kind] += 1
    for (header, kind, way), times in blame.most_common(60):
        print(f"{times:5} {way:9} {kind:26} {header}")
    print(dict(kinds.most_common()))


def sheets(key: dict[str, Any]) -> list[dict[str, Any]]:
    found = []
    for told in key["files"].values():
        found += [told] if "columns" in told else list(told.values())
    return [t for t in found if t["role"] != "dwellings"]


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 10, int(sys.argv[2]) if len(sys.argv) > 2 else 1
    )
