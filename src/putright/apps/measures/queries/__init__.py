"""Reads of the satisfaction measures: years, results, records, benchmarks, returns."""
