"""The parts of the work list's page: its filters, columns, saved filters and bulk work."""
