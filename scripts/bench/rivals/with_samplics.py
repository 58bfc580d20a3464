"""Weights and errors by samplics: `python with_samplics.py SURVEY POPULATION BY`.

It rakes to the same margins and gives each measure's mean and linearised error, which
do not allow for the raking as R's do.
"""

import sys
import warnings

import numpy as np
import pandas as pd

warnings.simplefilter("ignore")
from samplics import PopParam, SampleWeight, TaylorEstimator  # noqa: E402 - it warns

answers = pd.read_csv(sys.argv[1], dtype=str, keep_default_na=False)
population = pd.read_csv(sys.argv[2], dtype=str, keep_default_na=False)
names = sys.argv[3].split(",")
population["households"] = population["households"].astype(float)
whole = float(population.loc[population["characteristic"] == "all", "households"].sum())

control = {}
for name in names:
    rows = population[population["characteristic"] == name]
    shares = rows["households"] * whole / rows["households"].sum()
    control[name] = dict(zip(rows["value"], shares, strict=True))
weights = SampleWeight().rake(
    samp_weight=np.full(len(answers), whole / len(answers)),
    margins={name: answers[name].to_numpy() for name in names},
    control=control,
    tol=1e-9,
    ctrl_tol=1e-9,
    max_iter=500,
)
FILTERS = {"TP02": "repair_12_months", "TP03": "repair_12_months"}
FILTERS |= {"TP09": "complaint_12_months", "TP10": "communal_areas"}
for number in range(1, 13):
    code = f"TP{number:02d}"
    valid = answers[code].isin(["5", "4", "3", "2", "1"])
    if code in FILTERS:
        valid &= answers[FILTERS[code]] == "yes"
    met = answers[code].isin(["5", "4"]).to_numpy().astype(float)
    mean = TaylorEstimator(PopParam.mean)
    mean.estimate(
        y=met[valid], samp_weight=weights[valid], fpc=1 - len(answers) / whole
    )
    print(code, 100 * float(mean.point_est), 100 * float(mean.stderror))
