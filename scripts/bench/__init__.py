"""The benchmarks: `python -m scripts.bench`. They measure, and never pass or fail."""
