"""The same generated examples on every run."""

from hypothesis import settings

settings.register_profile("placetime", derandomize=True, deadline=None, max_examples=300)
settings.load_profile("placetime")
