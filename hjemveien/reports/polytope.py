"""How large and how small an unknown can be, given sums that must hold: exact linear programming.

The unknowns are at least zero. Small systems only, in fractions, so that no rounding decides what
is published. The simplex method with Bland's rule, which always ends.
"""

from collections.abc import Sequence
from fractions import Fraction

ZERO, ONE = Fraction(0), Fraction(1)


class Polytope:
    """The solutions of equations (coefficients, constant). Raises ValueError if there are none."""

    def __init__(self, equations: Sequence[tuple[Sequence[int], int]], unknowns: int) -> None:
        self._size = unknowns
        self._rows: list[list[Fraction]] = []
        for coefficients, constant in equations:
            sign = -1 if constant < 0 else 1
            line = [Fraction(sign * number) for number in coefficients]
            self._rows.append([*line, Fraction(sign * constant)])
        self._basis = self._start()

    def highest(self, unknown: int) -> Fraction | None:
        """The most it can be; None where nothing bounds it."""
        return self._most(unknown, ONE)

    def lowest(self, unknown: int) -> Fraction:
        least = self._most(unknown, -ONE)
        assert least is not None  # nothing is below zero
        return -least

    def _start(self) -> list[int]:
        """A first solution: helpers fill each equation and are then driven out."""
        count, size = len(self._rows), self._size
        for place, row in enumerate(self._rows):
            helpers = [ONE if other == place else ZERO for other in range(count)]
            self._rows[place] = [*row[:size], *helpers, row[size]]
        basis = list(range(size, size + count))
        gain = [ZERO] * size + [-ONE] * count
        if self._climb(basis, gain, size + count) != ZERO:
            raise ValueError("these sums cannot all hold")
        self._drive_out(basis)
        keep = [place for place, column in enumerate(basis) if column < size]
        self._rows = [[*self._rows[place][:size], self._rows[place][-1]] for place in keep]
        return [basis[place] for place in keep]

    def _drive_out(self, basis: list[int]) -> None:
        for place, column in enumerate(basis):
            if column >= self._size:
                row = self._rows[place]
                entering = next((at for at in range(self._size) if row[at]), None)
                if entering is not None:
                    self._pivot(basis, place, entering)

    def _most(self, unknown: int, sign: Fraction) -> Fraction | None:
        gain = [ZERO] * self._size
        gain[unknown] = sign
        return self._climb(self._basis, gain, self._size)

    def _climb(self, basis: list[int], gain: list[Fraction], width: int) -> Fraction | None:
        """The greatest sum of gains, leaving the basis there; None where it has no end."""
        while True:
            entering = self._improving(basis, gain, width)
            if entering is None:
                pairs = zip(basis, self._rows, strict=True)
                return sum((gain[column] * row[-1] for column, row in pairs), ZERO)
            leaving = self._limiting(basis, entering)
            if leaving is None:
                return None
            self._pivot(basis, leaving, entering)

    def _improving(self, basis: list[int], gain: list[Fraction], width: int) -> int | None:
        weights = [(gain[column], row) for column, row in zip(basis, self._rows, strict=True)]
        priced = [(weight, row) for weight, row in weights if weight]
        inside = set(basis)
        for column in range(width):
            if column in inside:
                continue
            cost = sum((weight * row[column] for weight, row in priced if row[column]), ZERO)
            if gain[column] > cost:
                return column
        return None

    def _limiting(self, basis: list[int], entering: int) -> int | None:
        ratios = [
            (row[-1] / row[entering], basis[place], place)
            for place, row in enumerate(self._rows)
            if row[entering] > 0
        ]
        return min(ratios)[2] if ratios else None

    def _pivot(self, basis: list[int], leaving: int, entering: int) -> None:
        row = self._rows[leaving]
        scale = row[entering]
        if scale != ONE:
            row = self._rows[leaving] = [number / scale if number else number for number in row]
        filled = [(at, number) for at, number in enumerate(row) if number]
        for place, other in enumerate(self._rows):
            factor = other[entering]
            if place != leaving and factor:
                for at, number in filled:
                    other[at] -= factor * number
        basis[leaving] = entering
