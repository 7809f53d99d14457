"""Paper on the screen: the preview is the PDF itself."""
