"""Figures: each declared once, as data over summary columns; each opens."""

from putright.core.figures.catalogue import FIGURES, NoSuchFigureError, figure
from putright.core.figures.figure import LEFT_OUT, MET, NOT_MET, Figure, Sort, classify
from putright.core.figures.grains import DIMENSIONS
from putright.core.figures.rules import Setting
from putright.core.figures.values import Cell

__all__ = [
    "DIMENSIONS",
    "FIGURES",
    "LEFT_OUT",
    "MET",
    "NOT_MET",
    "Cell",
    "Figure",
    "NoSuchFigureError",
    "Setting",
    "Sort",
    "classify",
    "figure",
]
