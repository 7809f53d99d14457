"""Invents housing offices with their files and the key to them; run by hand through make.py."""
