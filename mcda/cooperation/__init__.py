"""Deciding: the three steps of cooperation on top of scoring. Pure."""
