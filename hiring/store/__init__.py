"""The database: tables, the one place for transactions, statements, and migrations."""
