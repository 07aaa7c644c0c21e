"""Hypothesis without a stopwatch: a test of what is right must not fail on a busy machine."""

from hypothesis import settings

settings.register_profile("concord", deadline=None)
settings.load_profile("concord")
