"""Tables, engines, migrations, backup and audit: everything that is written in SQL."""
