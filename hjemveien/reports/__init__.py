"""Documents, statistics and sheets: what leaves the office."""
