"""Remembering: the only package that knows SQL. SQLAlchemy Core on SQLite or PostgreSQL."""
