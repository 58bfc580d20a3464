"""The Tenant Satisfaction Measures: from counts, from returns and from records.

A result is an exact fraction, rounded once, when it is shown. With nothing to divide by
there is none.
"""
