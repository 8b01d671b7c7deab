CREATE TYPE risk_level AS ENUM ('low', 'medium', 'high', 'critical');

CREATE TYPE final_decision AS ENUM ('approved', 'review', 'blocked');

-- Compression is named where DuckDB's own choice costs more to find than it saves: keys are random
-- bits, and ids and addresses are long and mostly distinct.
CREATE TABLE transactions (
  sequence         BIGINT USING COMPRESSION bitpacking NOT NULL,
  id_key           BIGINT USING COMPRESSION uncompressed NOT NULL,
  timestamp        TIMESTAMP USING COMPRESSION bitpacking NOT NULL,
  customer_key     BIGINT USING COMPRESSION uncompressed NOT NULL,
  sender_key       BIGINT USING COMPRESSION uncompressed NOT NULL,
  receiver_key     BIGINT USING COMPRESSION uncompressed NOT NULL,
  currency_key     BIGINT USING COMPRESSION bitpacking NOT NULL,
  type_code        TINYINT USING COMPRESSION bitpacking NOT NULL,
  status_code      TINYINT USING COMPRESSION bitpacking NOT NULL,
  amount           DOUBLE NOT NULL,
  fee              DOUBLE NOT NULL,
  nonce            BIGINT USING COMPRESSION bitpacking NOT NULL,
  sender_shape     INTEGER USING COMPRESSION uncompressed NOT NULL,
  receiver_shape   INTEGER USING COMPRESSION uncompressed NOT NULL,
  content_key      BIGINT USING COMPRESSION uncompressed NOT NULL,
  transaction_id   VARCHAR USING COMPRESSION zstd NOT NULL,
  user_id          VARCHAR USING COMPRESSION zstd,
  transaction_type VARCHAR USING COMPRESSION dict_fsst NOT NULL,
  currency         VARCHAR USING COMPRESSION dict_fsst NOT NULL,
  from_address     VARCHAR USING COMPRESSION zstd,
  to_address       VARCHAR USING COMPRESSION zstd,
  status           VARCHAR USING COMPRESSION dict_fsst NOT NULL
);

CREATE TABLE imports (
  import     INTEGER NOT NULL,
  started_at TIMESTAMPTZ NOT NULL,
  rows       BIGINT NOT NULL,
  imported   BIGINT NOT NULL,
  duplicates BIGINT NOT NULL,
  rejected   BIGINT NOT NULL
);

CREATE TABLE rejected_rows (
  import INTEGER NOT NULL,
  file   VARCHAR NOT NULL,
  line   BIGINT NOT NULL,
  reason VARCHAR NOT NULL,
  text   VARCHAR NOT NULL
);

CREATE TABLE model_registry (
  version     VARCHAR NOT NULL,
  status      VARCHAR NOT NULL,
  trained_at  TIMESTAMPTZ NOT NULL,
  window_from TIMESTAMP NOT NULL,
  window_to   TIMESTAMP NOT NULL,
  rows        BIGINT NOT NULL,
  seed        BIGINT NOT NULL,
  metrics     VARCHAR NOT NULL,
  options     VARCHAR NOT NULL,
  file        VARCHAR NOT NULL,
  sha256      VARCHAR NOT NULL,
  model       INTEGER NOT NULL
);

CREATE TABLE detection_runs (
  run              INTEGER NOT NULL,
  run_id           VARCHAR NOT NULL,
  model            INTEGER NOT NULL,
  mode             VARCHAR NOT NULL,
  after_sequence   BIGINT NOT NULL,
  through_sequence BIGINT NOT NULL,
  window_from      TIMESTAMP NOT NULL,
  window_to        TIMESTAMP NOT NULL,
  started_at       TIMESTAMPTZ NOT NULL,
  threshold        DOUBLE NOT NULL,
  rows             BIGINT NOT NULL,
  alerts           BIGINT NOT NULL,
  finished_at      TIMESTAMPTZ
);

CREATE TABLE checkpoints (
  file        VARCHAR NOT NULL,
  sha256      VARCHAR NOT NULL,
  run         INTEGER NOT NULL,
  rows        BIGINT NOT NULL,
  alerts      BIGINT NOT NULL,
  fingerprint VARCHAR NOT NULL
);

-- One row a transaction: the verdict in force.
CREATE TABLE scores (
  sequence               BIGINT USING COMPRESSION bitpacking NOT NULL,
  run                    INTEGER NOT NULL,
  model                  INTEGER NOT NULL,
  statistical_score      FLOAT NOT NULL,
  isolation_forest_score FLOAT NOT NULL,
  autoencoder_score      FLOAT NOT NULL,
  fused_score            FLOAT NOT NULL,
  total_risk_score       FLOAT NOT NULL,
  risk_level             risk_level NOT NULL,
  final_decision         final_decision NOT NULL,
  rules                  INTEGER NOT NULL,
  typology               TINYINT NOT NULL
);

-- Verdicts that another model's have taken the place of.
CREATE TABLE scores_history AS FROM scores LIMIT 0;

CREATE TABLE reasons (
  sequence BIGINT NOT NULL,
  model    INTEGER NOT NULL,
  json     VARCHAR NOT NULL,
  text     VARCHAR NOT NULL
);

CREATE VIEW crypto_transactions AS
SELECT
  transaction_id, timestamp, user_id, transaction_type, currency, amount, fee, from_address,
  to_address, status, nullif(nonce, -1) AS nonce
FROM transactions;

CREATE VIEW detected_anomalies_ensemble AS
SELECT
  r.run_id, t.transaction_id, t.user_id, t.timestamp, t.amount, t.currency,
  s.statistical_score, s.isolation_forest_score, s.autoencoder_score, s.fused_score,
  s.rules, s.typology, s.total_risk_score, s.risk_level, s.final_decision,
  why.text AS reasons, m.version AS model_version, r.started_at AS detected_at
FROM scores s
JOIN detection_runs r ON r.run = s.run
JOIN model_registry m ON m.model = s.model
JOIN transactions t ON t.sequence = s.sequence
LEFT JOIN reasons why ON why.sequence = s.sequence AND why.model = s.model;

CREATE VIEW daily_model_performance AS
SELECT
  CAST(t.timestamp AS DATE) AS day, m.version AS model_version, count(*) AS transactions,
  count(*) FILTER (s.risk_level = 'medium'::risk_level) AS medium,
  count(*) FILTER (s.risk_level = 'high') AS high,
  count(*) FILTER (s.risk_level = 'critical') AS critical,
  count(*) FILTER (s.final_decision = 'review') AS review,
  count(*) FILTER (s.final_decision = 'blocked') AS blocked,
  count(DISTINCT t.customer_key) FILTER (s.risk_level >= 'medium'::risk_level) AS accounts_flagged,
  avg(s.total_risk_score) AS mean_risk, max(s.total_risk_score) AS max_risk
FROM scores s
JOIN model_registry m ON m.model = s.model
JOIN transactions t ON t.sequence = s.sequence
GROUP BY ALL;

CREATE VIEW hourly_statistics AS
SELECT
  date_trunc('hour', t.timestamp) AS hour, t.currency, count(*) AS transactions,
  count(DISTINCT t.customer_key) AS accounts, sum(t.amount) AS total_amount,
  avg(t.amount) AS mean_amount, max(t.amount) AS max_amount, sum(t.fee) AS total_fee,
  count(s.sequence) AS scored,
  count(*) FILTER (s.risk_level >= 'medium'::risk_level) AS alerts,
  avg(s.total_risk_score) AS mean_risk, max(s.total_risk_score) AS max_risk
FROM transactions t
LEFT JOIN scores s ON s.sequence = t.sequence
GROUP BY ALL;
