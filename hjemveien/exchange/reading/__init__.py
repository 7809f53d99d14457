"""Understands the files an office kept before: rows in, households, cases and problems out."""
