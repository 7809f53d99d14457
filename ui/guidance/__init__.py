"""Help where one is: by page at the side, and a tour that points at the window's parts."""
