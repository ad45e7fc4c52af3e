"""Benchmarks are programs, not tests: pytest must not import them, not even for doctests."""

collect_ignore_glob = ["*.py"]
