-- Tercet's tables in ClickHouse 24.3 and later, for a database of their own. `tercet store init` runs this
-- file; a DBA may as well (clickhouse client --database D --multiquery < FILE). It may be repeated.
--
-- Nothing is ever changed in place. A row carries the stamp of the write that made it and counts once
-- that write is committed, which is one small row in another table (imports_log, run_chunks): what a process
-- that died has left behind is never seen. Stamps rise from commit to commit.

-- Who may write: the highest token, while it is alive. A token is granted by an insert whose
-- deduplication token is its number, so the server lets one of several through.
CREATE TABLE IF NOT EXISTS lease_log (
  token   Int64,
  event   Enum8('granted' = 1, 'alive' = 2, 'released' = 3),
  owner   String,
  place   String,
  process Int64,
  at      DateTime64(3, 'UTC') DEFAULT now64(3)
)
ENGINE = MergeTree ORDER BY (token, event)
TTL toDateTime(at) + INTERVAL 30 DAY DELETE WHERE event = 'alive'
SETTINGS non_replicated_deduplication_window = 1000, fsync_after_insert = 1;

-- Keys are XXH64 of the texts: random bits, which no codec shrinks.
CREATE TABLE IF NOT EXISTS transactions (
  sequence         Int64 CODEC(Delta, ZSTD(1)),
  stamp            Int64 CODEC(ZSTD(1)),
  timestamp        DateTime64(6, 'UTC') CODEC(Delta, ZSTD(1)),
  id_key           Int64 CODEC(NONE),
  customer_key     Int64 CODEC(ZSTD(1)),
  sender_key       Int64 CODEC(ZSTD(1)),
  receiver_key     Int64 CODEC(ZSTD(1)),
  currency_key     Int64 CODEC(ZSTD(1)),
  type_code        Int8 CODEC(ZSTD(1)),
  status_code      Int8 CODEC(ZSTD(1)),
  amount           Float64 CODEC(ZSTD(1)),
  fee              Float64 CODEC(ZSTD(1)),
  nonce            Int64 CODEC(ZSTD(1)),
  sender_shape     Int32 CODEC(ZSTD(1)),
  receiver_shape   Int32 CODEC(ZSTD(1)),
  transaction_id   String CODEC(ZSTD(1)),
  user_id          Nullable(String) CODEC(ZSTD(1)),
  transaction_type LowCardinality(String) CODEC(ZSTD(1)),
  currency         LowCardinality(String) CODEC(ZSTD(1)),
  from_address     Nullable(String) CODEC(ZSTD(1)),
  to_address       Nullable(String) CODEC(ZSTD(1)),
  status           LowCardinality(String) CODEC(ZSTD(1)),
  INDEX times timestamp TYPE minmax GRANULARITY 1,
  INDEX ids id_key TYPE bloom_filter GRANULARITY 2,
  INDEX customers customer_key TYPE bloom_filter GRANULARITY 2,
  INDEX users user_id TYPE bloom_filter GRANULARITY 2
)
ENGINE = MergeTree PARTITION BY toYYYYMM(timestamp) ORDER BY (sequence, stamp)
SETTINGS non_replicated_deduplication_window = 1000, fsync_after_insert = 1;

-- Rows of the import under way whose id may have been seen before.
CREATE TABLE IF NOT EXISTS import_suspects (
  sequence         Int64,
  stamp            Int64,
  timestamp        DateTime64(6, 'UTC'),
  id_key           Int64,
  customer_key     Int64,
  sender_key       Int64,
  receiver_key     Int64,
  currency_key     Int64,
  type_code        Int8,
  status_code      Int8,
  amount           Float64,
  fee              Float64,
  nonce            Int64,
  sender_shape     Int32,
  receiver_shape   Int32,
  transaction_id   String,
  user_id          Nullable(String),
  transaction_type LowCardinality(String),
  currency         LowCardinality(String),
  from_address     Nullable(String),
  to_address       Nullable(String),
  status           LowCardinality(String),
  settlement       Int64,
  file             String,
  line             Int64,
  text             String
)
ENGINE = MergeTree ORDER BY (settlement, id_key, sequence)
SETTINGS non_replicated_deduplication_window = 1000;

-- The commit of an import. `statistics` is the stamp of its rows in hourly_states.
CREATE TABLE IF NOT EXISTS imports_log (
  import        Int32,
  stamp         Int64,
  statistics    Int64,
  started_at    DateTime64(6, 'UTC'),
  rows          Int64,
  imported      Int64,
  duplicates    Int64,
  rejected      Int64,
  last_sequence Int64
)
ENGINE = MergeTree ORDER BY import
SETTINGS fsync_after_insert = 1;

CREATE TABLE IF NOT EXISTS rejected_log (
  stamp  Int64,
  number Int64,
  file   String CODEC(ZSTD(3)),
  line   Int64,
  reason String CODEC(ZSTD(3)),
  text   String CODEC(ZSTD(3))
)
ENGINE = MergeTree ORDER BY (stamp, number)
SETTINGS non_replicated_deduplication_window = 1000, fsync_after_insert = 1;

-- Aggregate states an hour, currency and import: merged, they stay right however late a row came.
CREATE TABLE IF NOT EXISTS hourly_states (
  stamp        Int64,
  hour         DateTime('UTC'),
  currency     LowCardinality(String),
  transactions AggregateFunction(count),
  accounts     AggregateFunction(uniqExact, Int64),
  total_amount AggregateFunction(sum, Float64),
  mean_amount  AggregateFunction(avg, Float64),
  max_amount   AggregateFunction(max, Float64),
  total_fee    AggregateFunction(sum, Float64)
)
ENGINE = MergeTree PARTITION BY toYYYYMM(hour) ORDER BY (hour, currency, stamp)
SETTINGS fsync_after_insert = 1;

-- What happened to models, in order: one event a number, the last activation is the one in force.
CREATE TABLE IF NOT EXISTS model_log (
  number      Int64,
  event       Enum8('registered' = 1, 'activated' = 2, 'archived' = 3),
  writer      String,
  version     String,
  status      LowCardinality(String),
  trained_at  DateTime64(6, 'UTC'),
  window_from DateTime64(6, 'UTC'),
  window_to   DateTime64(6, 'UTC'),
  rows        Int64,
  seed        Int64,
  metrics     String CODEC(ZSTD(3)),
  options     String CODEC(ZSTD(3)),
  sha256      String
)
ENGINE = MergeTree ORDER BY number
SETTINGS non_replicated_deduplication_window = 1000, fsync_after_insert = 1;

CREATE TABLE IF NOT EXISTS model_files (
  version String,
  sha256  String,
  content String CODEC(ZSTD(1))
)
ENGINE = MergeTree ORDER BY (version, sha256)
SETTINGS index_granularity = 1, non_replicated_deduplication_window = 1000, fsync_after_insert = 1;

CREATE TABLE IF NOT EXISTS runs_log (
  run              Int32,
  run_id           String,
  model            Int32,
  model_version    String,
  mode             Enum8('cursor' = 1, 'window' = 2, 'arrival' = 3),
  after_sequence   Int64,
  through_sequence Int64,
  window_from      DateTime64(6, 'UTC'),
  window_to        DateTime64(6, 'UTC'),
  started_at       DateTime64(6, 'UTC'),
  threshold        Float64
)
ENGINE = MergeTree ORDER BY run
SETTINGS fsync_after_insert = 1;

-- The commit of a chunk of verdicts, and how far its run has come with it.
CREATE TABLE IF NOT EXISTS run_chunks (
  run              Int32,
  stamp            Int64,
  through_sequence Int64,
  rows             Int64,
  alerts           Int64
)
ENGINE = MergeTree ORDER BY (run, stamp)
SETTINGS fsync_after_insert = 1;

CREATE TABLE IF NOT EXISTS run_ends (
  run              Int32,
  through_sequence Int64,
  rows             Int64,
  alerts           Int64,
  finished_at      DateTime64(6, 'UTC')
)
ENGINE = MergeTree ORDER BY run
SETTINGS fsync_after_insert = 1;

CREATE TABLE IF NOT EXISTS run_lists (
  run       Int32,
  number    Int64,
  name      String,
  sha256    String,
  addresses Int64
)
ENGINE = MergeTree ORDER BY (run, number)
SETTINGS fsync_after_insert = 1;

-- Verdicts. `copied` marks an older model's verdict that is in force again, as it was.
CREATE TABLE IF NOT EXISTS score_rows (
  sequence               Int64 CODEC(Delta, ZSTD(1)),
  stamp                  Int64 CODEC(ZSTD(1)),
  run_id                 LowCardinality(String) CODEC(ZSTD(1)),
  model                  Int32 CODEC(ZSTD(1)),
  model_version          LowCardinality(String) CODEC(ZSTD(1)),
  detected_at            DateTime64(6, 'UTC') CODEC(ZSTD(1)),
  statistical_score      Float32 CODEC(ZSTD(1)),
  isolation_forest_score Float32 CODEC(ZSTD(1)),
  autoencoder_score      Float32 CODEC(ZSTD(1)),
  fused_score            Float32 CODEC(ZSTD(1)),
  total_risk_score       Float32 CODEC(ZSTD(1)),
  risk_level             Enum8('low' = 0, 'medium' = 1, 'high' = 2, 'critical' = 3) CODEC(ZSTD(1)),
  final_decision         Enum8('approved' = 0, 'review' = 1, 'blocked' = 2) CODEC(ZSTD(1)),
  rules                  Int32 CODEC(ZSTD(1)),
  typology               Int8 CODEC(ZSTD(1)),
  reasons_json           String CODEC(ZSTD(3)),
  reasons_text           String CODEC(ZSTD(3)),
  copied                 Int8 CODEC(ZSTD(1)),
  INDEX times detected_at TYPE minmax GRANULARITY 1,
  INDEX levels risk_level TYPE set(4) GRANULARITY 1
)
ENGINE = MergeTree PARTITION BY toYYYYMM(detected_at) ORDER BY (sequence, stamp)
SETTINGS non_replicated_deduplication_window = 1000, fsync_after_insert = 1;

-- Which verdict stopped being in force with the chunk that is stamped `superseded_by`.
CREATE TABLE IF NOT EXISTS superseded (
  sequence      Int64,
  stamp         Int64,
  superseded_by Int64
)
ENGINE = MergeTree ORDER BY (sequence, stamp)
SETTINGS fsync_after_insert = 1;

CREATE TABLE IF NOT EXISTS checkpoint_log (
  checkpoint  Int64,
  run         Int32,
  rows        Int64,
  alerts      Int64,
  fingerprint String,
  sha256      String,
  parts       Int32
)
ENGINE = MergeTree ORDER BY checkpoint
SETTINGS fsync_after_insert = 1;

CREATE TABLE IF NOT EXISTS checkpoint_parts (
  checkpoint Int64,
  part       Int32,
  content    String CODEC(LZ4)
)
ENGINE = MergeTree PARTITION BY checkpoint ORDER BY part
SETTINGS index_granularity = 1, non_replicated_deduplication_window = 1000, fsync_after_insert = 1;

CREATE OR REPLACE VIEW imports AS
SELECT DISTINCT import, started_at, rows, imported, duplicates, rejected FROM imports_log;

CREATE OR REPLACE VIEW rejected_rows AS
SELECT
  i.import AS import, r.file AS file, r.line AS line, r.reason AS reason, r.text AS text,
  r.number AS number
FROM rejected_log r
INNER JOIN (SELECT DISTINCT import, stamp FROM imports_log) i ON i.stamp = r.stamp;

CREATE OR REPLACE VIEW committed_transactions AS
SELECT * FROM transactions WHERE stamp IN (SELECT stamp FROM imports_log);

CREATE OR REPLACE VIEW crypto_transactions AS
SELECT
  transaction_id, timestamp, user_id, transaction_type, currency, amount, fee, from_address,
  to_address, status, nullIf(nonce, -1) AS nonce
FROM committed_transactions;

CREATE OR REPLACE VIEW model_registry AS
SELECT
  version,
  multiIf(
    activated > 0 AND activated = max(activated) OVER (), 'active',
    activated > 0 OR archived, 'archived', initial) AS status,
  trained_at, window_from, window_to, rows, seed, metrics, options, sha256, model
FROM (
  SELECT
    version,
    argMinIf(l.status, number, event = 'registered') AS initial,
    argMinIf(l.trained_at, number, event = 'registered') AS trained_at,
    argMinIf(l.window_from, number, event = 'registered') AS window_from,
    argMinIf(l.window_to, number, event = 'registered') AS window_to,
    argMinIf(l.rows, number, event = 'registered') AS rows,
    argMinIf(l.seed, number, event = 'registered') AS seed,
    argMinIf(l.metrics, number, event = 'registered') AS metrics,
    argMinIf(l.options, number, event = 'registered') AS options,
    argMinIf(l.sha256, number, event = 'registered') AS sha256,
    toInt32(minIf(number, event = 'registered')) AS model,
    maxIf(number, event = 'activated' OR l.status = 'active') AS activated,
    countIf(event = 'archived') > 0 AS archived
  FROM model_log l
  GROUP BY version);

CREATE OR REPLACE VIEW detection_runs AS
SELECT
  r.run AS run, r.run_id AS run_id, r.model AS model, r.mode AS mode, r.after_sequence AS after_sequence,
  if(e.finished, e.through_sequence, greatest(r.through_sequence, c.through_sequence)) AS through_sequence,
  r.window_from AS window_from, r.window_to AS window_to,
  r.started_at AS started_at, r.threshold AS threshold,
  if(e.finished, e.rows, c.rows) AS rows, if(e.finished, e.alerts, c.alerts) AS alerts,
  if(e.finished, e.finished_at, NULL) AS finished_at, r.model_version AS model_version
FROM (SELECT DISTINCT * FROM runs_log) r
LEFT JOIN (
  SELECT
    run, max(k.through_sequence) AS through_sequence, argMax(k.rows, stamp) AS rows,
    argMax(k.alerts, stamp) AS alerts
  FROM run_chunks k GROUP BY run) c ON c.run = r.run
LEFT JOIN (
  SELECT
    run, true AS finished, min(f.finished_at) AS finished_at,
    argMin(f.through_sequence, f.finished_at) AS through_sequence,
    argMin(f.rows, f.finished_at) AS rows, argMin(f.alerts, f.finished_at) AS alerts
  FROM run_ends f GROUP BY run) e ON e.run = r.run;

CREATE OR REPLACE VIEW sanctions_lists AS
SELECT DISTINCT run, number, name, sha256, addresses FROM run_lists;

-- The outer view names the last commit before the inner one reads any table, so all that is committed up to
-- it is there, in every one of them: each transaction is counted once, whatever is committed meanwhile.
CREATE OR REPLACE VIEW judged AS
SELECT s.*, x.superseded_by AS superseded_by
FROM score_rows s
LEFT ANY JOIN (
  SELECT sequence, stamp, superseded_by FROM superseded
  WHERE superseded_by IN (SELECT stamp FROM run_chunks)) x
ON x.sequence = s.sequence AND x.stamp = s.stamp
SETTINGS join_algorithm = 'hash';

CREATE OR REPLACE VIEW scores AS
SELECT * EXCEPT (superseded_by)
FROM judged
WHERE stamp <= (SELECT max(stamp) FROM run_chunks)
  AND stamp IN (SELECT stamp FROM run_chunks)
  AND (superseded_by = 0 OR superseded_by > (SELECT max(stamp) FROM run_chunks));

CREATE OR REPLACE VIEW reasons AS
SELECT DISTINCT sequence, model, reasons_json AS json, reasons_text AS text
FROM score_rows
WHERE stamp IN (SELECT stamp FROM run_chunks) AND reasons_json <> '';

CREATE OR REPLACE VIEW named_scores AS
SELECT
  s.*, t.transaction_id AS transaction_id, t.timestamp AS timestamp, t.user_id AS user_id,
  t.amount AS amount, t.currency AS currency, t.customer_key AS customer_key
FROM scores s
INNER JOIN committed_transactions t ON t.sequence = s.sequence
SETTINGS join_algorithm = 'full_sorting_merge';

CREATE OR REPLACE VIEW detected_anomalies_ensemble AS
SELECT
  run_id, transaction_id, user_id, timestamp, amount, currency, statistical_score,
  isolation_forest_score, autoencoder_score, fused_score, rules, typology, total_risk_score,
  risk_level, final_decision, nullIf(reasons_text, '') AS reasons, model_version, detected_at
FROM named_scores;

CREATE OR REPLACE VIEW daily_model_performance AS
SELECT
  toDate(timestamp) AS day, model_version, count() AS transactions,
  countIf(risk_level = 'medium') AS medium, countIf(risk_level = 'high') AS high,
  countIf(risk_level = 'critical') AS critical, countIf(final_decision = 'review') AS review,
  countIf(final_decision = 'blocked') AS blocked,
  uniqExactIf(customer_key, risk_level >= 'medium') AS accounts_flagged,
  avg(total_risk_score) AS mean_risk, max(total_risk_score) AS max_risk
FROM named_scores
GROUP BY day, model_version;

CREATE OR REPLACE VIEW hourly_statistics AS
SELECT
  t.hour AS hour, t.currency AS currency, t.transactions AS transactions, t.accounts AS accounts,
  t.total_amount AS total_amount, t.mean_amount AS mean_amount, t.max_amount AS max_amount,
  t.total_fee AS total_fee, s.scored AS scored, s.alerts AS alerts,
  if(s.scored > 0, s.mean_risk, NULL) AS mean_risk, if(s.scored > 0, s.max_risk, NULL) AS max_risk
FROM (
  SELECT
    hour, currency, countMerge(h.transactions) AS transactions, uniqExactMerge(h.accounts) AS accounts,
    sumMerge(h.total_amount) AS total_amount, avgMerge(h.mean_amount) AS mean_amount,
    maxMerge(h.max_amount) AS max_amount, sumMerge(h.total_fee) AS total_fee
  FROM hourly_states h
  WHERE stamp IN (SELECT statistics FROM imports_log)
  GROUP BY hour, currency) t
LEFT JOIN (
  SELECT
    toStartOfHour(timestamp) AS hour, currency, count() AS scored,
    countIf(risk_level >= 'medium') AS alerts, avg(total_risk_score) AS mean_risk,
    max(total_risk_score) AS max_risk
  FROM named_scores
  GROUP BY hour, currency) s
ON s.hour = t.hour AND s.currency = t.currency;
