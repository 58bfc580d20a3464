"""Other programs that landlords keep complaints in, measured at the same work.

They are installed beside the program, each in a folder of its own under `build/peers`,
by a lock of its own; no part of the program imports them.
"""
