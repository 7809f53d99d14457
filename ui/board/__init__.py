"""The parts of the board: cards, and a column of them for each stage."""
