"""RP02 by pandas: `python with_pandas.py REPAIRS.parquet`. Reasons and two splits."""

import sys

import pandas as pd

SPLIT = ["area", "contractor"]
COLUMNS = ["stock_type", "priority", "raised_at", "target_at", "completed_at"]
TOLD = ["counted", "met", "cancelled", "open", "untargeted", "other"]

repairs = pd.read_parquet(sys.argv[1], columns=[*COLUMNS, "cancelled_at", *SPLIT])
rented = repairs["stock_type"] == "LCRA"
cancelled = repairs["cancelled_at"].notna()
first, last = pd.Timestamp("2024-04-01"), pd.Timestamp("2025-04-01")
done = (repairs["completed_at"] >= first) & (repairs["completed_at"] < last)
targeted = repairs["target_at"].notna()
repairs["other"] = ~rented
repairs["counted"] = rented & ~cancelled & done & targeted
on_time = repairs["completed_at"] <= repairs["target_at"]
repairs["met"] = repairs["counted"] & on_time
repairs["cancelled"] = rented & cancelled
repairs["open"] = rented & ~cancelled & ~done
repairs["untargeted"] = rented & ~cancelled & done & ~targeted
early = rented & (repairs["completed_at"] < repairs["raised_at"])
told = {c: repairs.groupby(["priority", c])[TOLD].sum() for c in SPLIT}
whole = repairs.groupby("priority")[TOLD].sum()
for priority, row in whole.iterrows():
    print(priority, int(row["met"]), int(row["counted"]))
