"""Benchmarks: every figure is a ratio measured in one run, since seconds do not travel."""
