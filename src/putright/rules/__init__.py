"""The law as dated, cited data, and its reader.

Every number of days, every date from which a rule holds and every provision's number
lives here, in TOML files beside their readers. Nothing else in the program knows a
year or a length of time.
"""
