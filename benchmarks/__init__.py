"""Benchmarks: how good and how fast Dragoman's readings are, each figure printed by a command of this package."""
