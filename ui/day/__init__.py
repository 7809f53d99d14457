"""The parts of the page Min dag: its lines, and the list that ticks them."""
