"""How long work ends when somebody has changed their mind."""


class Stopped(Exception):
    """Raised by long work that found itself cancelled: nothing of it stays."""
