"""One case on the screen: the panel beside the list, its tabs and its dialogs."""
