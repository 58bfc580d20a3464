"""Proofs on real data, a module each: `prove(data)` gives its lines."""
