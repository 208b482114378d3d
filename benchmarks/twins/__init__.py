"""Altered twins of the benchmark's articles, to show that nothing is known by name: `python -m benchmarks.twins`."""
