"""The shape of what is typed: the rules are core's."""
