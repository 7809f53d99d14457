"""Who may do what in a shared database: roles, grants, policies and doors, made from the tables.

The database decides, for whoever has a login also has psql. Dropped and made anew by every
upgrade, like the audit's triggers; `office check` holds a server against what was made.
"""
