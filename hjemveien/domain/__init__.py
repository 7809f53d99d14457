"""Values, rules and legal clocks; knows no database, no window and no paper."""
