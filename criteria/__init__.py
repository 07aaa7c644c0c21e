"""Criteria sets (TOML) and example studies (JSON): data that planners may read, change and add to."""
