"""Satisfaction surveys: samples, fieldwork, results and what people said."""
