"""Scoring: pure functions over frozen data. No study, no page, no database, no clock."""
