"""The parts of the page Dwellings: its columns and looks, the detail, the forms."""
