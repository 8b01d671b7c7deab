"""The whole job as one would write it in Python: from a CSV file to a CSV file of scores.

Point-in-time features by DuckDB's window functions, a robust z, scikit-learn's isolation forest and a
Keras autoencoder; each calibrated to a tail probability, combined by weight, and decided.
Usage: pipeline.py TRAFFIC.csv SCORES.csv [--onedal]. With --onedal the forest scores through oneDAL.
"""

import os

os.environ.setdefault("KERAS_BACKEND", "jax")
os.environ["JAX_PLATFORMS"] = "cpu"

import sys
import time

import duckdb
import joblib
import keras
import numpy as np
import pandas as pd
from sklearn.ensemble import IsolationForest

SEED = 1
WEIGHTS = {"statistical": 0.5, "forest": 0.25, "autoencoder": 0.25}
LEARNT_ROWS = 262_144

FEATURES = """
SELECT
  transaction_id, user_id, amount, currency,
  ln(1 + amount) AS log_amount,
  ln(1 + coalesce(fee, 0)) AS log_fee,
  hour(ts) AS hour, dayofweek(ts) AS day,
  ln(1 + count(*) OVER sent) AS account_count,
  ln(1 + coalesce(sum(amount) OVER sent, 0)) AS account_sum,
  (amount - coalesce(avg(amount) OVER sent, amount)) / (1e-9 + coalesce(stddev_samp(amount) OVER sent, 1)) AS account_z,
  amount / (1e-9 + coalesce(max(amount) OVER sent, amount)) AS account_max_ratio,
  ln(1 + coalesce(epoch(ts - lag(ts) OVER (PARTITION BY customer ORDER BY ts)), 31536000)) AS account_gap,
  ln(1 + coalesce(epoch(ts - min(ts) OVER sent), 0)) AS account_age,
  ln(1 + count(*) OVER hour_of) AS count_1h,
  ln(1 + coalesce(sum(amount) OVER hour_of, 0)) AS sum_1h,
  ln(1 + count(*) OVER day_of) AS count_24h,
  ln(1 + coalesce(sum(amount) OVER day_of, 0)) AS sum_24h,
  ln(1 + count(*) OVER week_of) AS count_7d,
  ln(1 + coalesce(sum(amount) OVER week_of, 0)) AS sum_7d,
  ln(1 + count(*) OVER received) AS receiver_count,
  ln(1 + coalesce(sum(amount) OVER received, 0)) AS receiver_sum,
  ln(1 + coalesce(epoch(ts - min(ts) OVER received), 0)) AS receiver_age,
  ln(1 + count(*) OVER received_day) AS receiver_count_24h,
  ln(1 + count(*) OVER pair) AS pair_count
FROM traffic
WINDOW
  sent AS (PARTITION BY customer ORDER BY ts ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
  received AS (PARTITION BY receiver ORDER BY ts ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
  pair AS (PARTITION BY customer, receiver ORDER BY ts ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
  hour_of AS (PARTITION BY customer ORDER BY ts RANGE BETWEEN INTERVAL 1 HOUR PRECEDING AND INTERVAL 1 MICROSECOND PRECEDING),
  day_of AS (PARTITION BY customer ORDER BY ts RANGE BETWEEN INTERVAL 24 HOURS PRECEDING AND INTERVAL 1 MICROSECOND PRECEDING),
  week_of AS (PARTITION BY customer ORDER BY ts RANGE BETWEEN INTERVAL 7 DAYS PRECEDING AND INTERVAL 1 MICROSECOND PRECEDING),
  received_day AS (PARTITION BY receiver ORDER BY ts RANGE BETWEEN INTERVAL 24 HOURS PRECEDING AND INTERVAL 1 MICROSECOND PRECEDING)
"""

began = time.perf_counter()


def say(what):
    print(f"{time.perf_counter() - began:7.2f} s  {what}", file=sys.stderr)


def features(path):
    database = duckdb.connect()
    database.execute(
        "CREATE TABLE traffic AS SELECT transaction_id, user_id, currency, amount, fee, timestamp::TIMESTAMP AS ts,"
        " hash(user_id) AS customer, hash(to_address) AS receiver FROM read_csv(?)",
        [path],
    )
    say("read")
    table = database.execute(FEATURES).df()
    say("features")
    inputs = table.columns[4:]
    rows = table[inputs].to_numpy(dtype=np.float32)
    return table[["transaction_id", "user_id", "amount", "currency"]], np.nan_to_num(rows)


def scaled(rows, learnt):
    centre = np.median(learnt, axis=0)
    spread = 1.4826 * np.median(np.abs(learnt - centre), axis=0)
    spread = np.where(spread > 1e-6, spread, np.maximum(learnt.std(axis=0), 1e-6))
    return ((rows - centre) / spread).clip(-8, 8).astype(np.float32)


def forest_scores(learnt, rows, with_onedal):
    forest = IsolationForest(n_estimators=100, max_samples=256, random_state=SEED).fit(learnt)
    say("forest trained")
    if with_onedal:
        import treelite
        from daal4py import mb

        depths = np.asarray(mb.convert_model(treelite.sklearn.import_model(forest)).predict(rows)).ravel()
        return -depths
    with joblib.parallel_backend("threading", n_jobs=-1):
        return -forest.score_samples(rows)


def autoencoder_scores(learnt, rows):
    keras.utils.set_random_seed(SEED)
    inputs = rows.shape[1]
    hidden = [keras.layers.Dense(units, activation="relu") for units in (16, 8, 16)]
    model = keras.Sequential([keras.Input((inputs,)), *hidden, keras.layers.Dense(inputs)])
    model.compile(optimizer=keras.optimizers.Adam(2e-3), loss="mse")
    model.fit(learnt, learnt, batch_size=1024, epochs=5, verbose=0)
    say("autoencoder trained")
    return np.mean((model.predict(rows, batch_size=8192, verbose=0) - rows) ** 2, axis=1)


def surprise(scores, learnt):
    """-ln of the share of the learnt rows that score as high."""
    ranks = np.searchsorted(np.sort(scores[learnt]), scores)
    return -np.log((len(learnt) - ranks + 0.5) / (len(learnt) + 1))


def main():
    path, out = sys.argv[1], sys.argv[2]
    keys, raw = features(path)
    random = np.random.default_rng(SEED)
    learnt = random.choice(len(raw), min(LEARNT_ROWS, len(raw)), replace=False)
    rows = scaled(raw, raw[learnt])
    layers = {
        "statistical": np.abs(rows).max(axis=1) + np.abs(rows).mean(axis=1),
        "forest": forest_scores(rows[learnt], rows, "--onedal" in sys.argv),
    }
    say("forest scored")
    layers["autoencoder"] = autoencoder_scores(rows[learnt], rows)
    say("autoencoder scored")
    fused = np.zeros(len(rows))
    for name, scores in layers.items():
        tail = surprise(scores, learnt)
        keys[name] = np.minimum(100, 20 / np.log(10) * tail)
        fused += WEIGHTS[name] * tail
    risk = np.minimum(100, 20 / np.log(10) * surprise(fused, learnt))
    keys["total_risk_score"] = risk
    keys["risk_level"] = pd.cut(risk, [-1, 60, 80, 95, 101], right=False, labels=["low", "medium", "high", "critical"])
    connection = duckdb.connect()
    connection.register("scores", keys)
    connection.execute(f"COPY scores TO '{out}' (HEADER)")
    say("written")


if __name__ == "__main__":
    main()
