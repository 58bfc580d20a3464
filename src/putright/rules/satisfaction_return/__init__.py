"""The regulator's return of the satisfaction measures: its fields, in its order.

``return_form("2024-25")`` gives a year's form, or the latest one read before it, and
says so; None where no form of that year or before it was read.
"""

from putright.rules.satisfaction_return.reader import form_names, parse, return_form
from putright.rules.satisfaction_return.values import Field, ReturnForm

__all__ = ["Field", "ReturnForm", "form_names", "parse", "return_form"]
