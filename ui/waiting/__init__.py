"""The parts of the page Venteliste: why a household stands where it does."""
