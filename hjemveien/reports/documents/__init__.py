"""One file a document, found by themselves: TITLE, NAME and a function that prints it."""
