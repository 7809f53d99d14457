"""Reading in what an office kept before: look first, then take in."""
