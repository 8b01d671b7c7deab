"""scikit-learn's isolation forest on ADBench, by the protocol of io.tercet.benchmarks.adbench.AdBench.

Fits on all rows without labels and scores the same rows; the mean of five seeds.
Usage: adbench_sklearn.py FOLDER. Prints set,AUROC,AP,seconds.
"""

import pathlib
import sys
import time

import numpy as np
from sklearn.ensemble import IsolationForest
from sklearn.metrics import average_precision_score, roc_auc_score

SEEDS = range(1, 6)


def evaluate(path):
    with np.load(path) as file:
        rows, labels = file["X"], file["y"] != 0
    results = []
    for seed in SEEDS:
        start = time.perf_counter()
        forest = IsolationForest(n_estimators=100, max_samples=256, random_state=seed)
        scores = -forest.fit(rows).score_samples(rows)
        seconds = time.perf_counter() - start
        results.append((roc_auc_score(labels, scores), average_precision_score(labels, scores), seconds))
    return np.mean(results, axis=0)


def main():
    print("set,AUROC,AP,seconds")
    results = []
    for path in sorted(pathlib.Path(sys.argv[1]).glob("*.npz")):
        results.append(evaluate(path))
        print(f"{path.stem},{results[-1][0]:.5f},{results[-1][1]:.5f},{results[-1][2]:.3f}", flush=True)
    mean = np.mean(results, axis=0)
    print(f"mean,{mean[0]:.5f},{mean[1]:.5f},{mean[2]:.3f}")


if __name__ == "__main__":
    main()
