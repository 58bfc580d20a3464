"""Reports: drafted from the figures, edited, frozen, published."""
