"""Figures on the screen: each number opens the list behind it."""
