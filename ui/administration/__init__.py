"""Accounts and the state of a shared office, for whoever administers it."""
