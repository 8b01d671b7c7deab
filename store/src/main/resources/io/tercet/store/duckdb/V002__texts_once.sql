-- Every account, address and currency is written once and found by its key; a transaction holds
-- keys. Types and statuses are told by their codes where they are spelled as usual.
DROP VIEW crypto_transactions;

DROP VIEW detected_anomalies_ensemble;

DROP VIEW daily_model_performance;

DROP VIEW hourly_statistics;

CREATE TABLE texts (
  key  BIGINT USING COMPRESSION uncompressed NOT NULL,
  text VARCHAR USING COMPRESSION zstd NOT NULL
);

INSERT INTO texts
SELECT key, min(text) FROM (
  SELECT customer_key AS key, user_id AS text FROM transactions WHERE user_id IS NOT NULL
  UNION ALL
  SELECT sender_key, from_address FROM transactions WHERE from_address IS NOT NULL
  UNION ALL
  SELECT receiver_key, to_address FROM transactions WHERE to_address IS NOT NULL
  UNION ALL
  SELECT currency_key, currency FROM transactions)
GROUP BY key;

ALTER TABLE transactions RENAME TO transactions_1;

-- Compression is named where DuckDB's own choice costs more to find than it saves: keys are random
-- bits, and ids are long and distinct.
CREATE TABLE transactions (
  sequence         BIGINT USING COMPRESSION bitpacking NOT NULL,
  id_key           BIGINT USING COMPRESSION uncompressed NOT NULL,
  timestamp        TIMESTAMP USING COMPRESSION bitpacking NOT NULL,
  customer_key     BIGINT USING COMPRESSION uncompressed NOT NULL,
  sender_key       BIGINT USING COMPRESSION uncompressed NOT NULL,
  receiver_key     BIGINT USING COMPRESSION uncompressed NOT NULL,
  currency_key     BIGINT USING COMPRESSION uncompressed NOT NULL,
  type_code        TINYINT USING COMPRESSION bitpacking NOT NULL,
  status_code      TINYINT USING COMPRESSION bitpacking NOT NULL,
  given            TINYINT USING COMPRESSION bitpacking NOT NULL,
  amount           DOUBLE USING COMPRESSION uncompressed NOT NULL,
  fee              DOUBLE USING COMPRESSION uncompressed NOT NULL,
  nonce            BIGINT USING COMPRESSION bitpacking NOT NULL,
  sender_shape     INTEGER USING COMPRESSION uncompressed NOT NULL,
  receiver_shape   INTEGER USING COMPRESSION uncompressed NOT NULL,
  transaction_id   VARCHAR USING COMPRESSION zstd NOT NULL,
  unusual_type     VARCHAR USING COMPRESSION dict_fsst,
  unusual_status   VARCHAR USING COMPRESSION dict_fsst
);

CREATE MACRO usual_type(code) AS
  CASE code WHEN 0 THEN 'deposit' WHEN 1 THEN 'withdrawal' WHEN 2 THEN 'transfer'
    WHEN 3 THEN 'trade' WHEN 4 THEN 'payment' WHEN 5 THEN 'contract_call' ELSE 'other' END;

CREATE MACRO usual_status(code) AS
  CASE code WHEN 0 THEN 'completed' WHEN 1 THEN 'pending' WHEN 2 THEN 'failed'
    WHEN 3 THEN 'cancelled' ELSE 'other' END;

INSERT INTO transactions
SELECT
  sequence, id_key, timestamp, customer_key, sender_key, receiver_key, currency_key, type_code,
  status_code,
  CASE WHEN user_id IS NULL THEN 0 ELSE 1 END + CASE WHEN from_address IS NULL THEN 0 ELSE 2 END
    + CASE WHEN to_address IS NULL THEN 0 ELSE 4 END,
  amount, fee, nonce, sender_shape, receiver_shape, transaction_id,
  nullif(transaction_type, usual_type(type_code)), nullif(status, usual_status(status_code))
FROM transactions_1;

DROP TABLE transactions_1;

-- Transactions with their texts.
CREATE VIEW named_transactions AS
SELECT
  t.*, u.text AS user_id, coalesce(t.unusual_type, usual_type(t.type_code)) AS transaction_type,
  c.text AS currency, f.text AS from_address, r.text AS to_address,
  coalesce(t.unusual_status, usual_status(t.status_code)) AS status
FROM transactions t
LEFT JOIN texts u ON u.key = CASE WHEN t.given & 1 <> 0 THEN t.customer_key END
LEFT JOIN texts f ON f.key = CASE WHEN t.given & 2 <> 0 THEN t.sender_key END
LEFT JOIN texts r ON r.key = CASE WHEN t.given & 4 <> 0 THEN t.receiver_key END
LEFT JOIN texts c ON c.key = t.currency_key;

CREATE VIEW crypto_transactions AS
SELECT
  transaction_id, timestamp, user_id, transaction_type, currency, amount, fee, from_address,
  to_address, status, nullif(nonce, -1) AS nonce
FROM named_transactions;

CREATE VIEW detected_anomalies_ensemble AS
SELECT
  r.run_id, t.transaction_id, u.text AS user_id, t.timestamp, t.amount, c.text AS currency,
  s.statistical_score, s.isolation_forest_score, s.autoencoder_score, s.fused_score,
  s.rules, s.typology, s.total_risk_score, s.risk_level, s.final_decision,
  why.text AS reasons, m.version AS model_version, r.started_at AS detected_at
FROM scores s
JOIN detection_runs r ON r.run = s.run
JOIN model_registry m ON m.model = s.model
JOIN transactions t ON t.sequence = s.sequence
LEFT JOIN texts u ON u.key = CASE WHEN t.given & 1 <> 0 THEN t.customer_key END
LEFT JOIN texts c ON c.key = t.currency_key
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
  h.hour, c.text AS currency, h.* EXCLUDE (hour, currency_key)
FROM (
  SELECT
    date_trunc('hour', t.timestamp) AS hour, t.currency_key, count(*) AS transactions,
    count(DISTINCT t.customer_key) AS accounts, sum(t.amount) AS total_amount,
    avg(t.amount) AS mean_amount, max(t.amount) AS max_amount, sum(t.fee) AS total_fee,
    count(s.sequence) AS scored,
    count(*) FILTER (s.risk_level >= 'medium'::risk_level) AS alerts,
    avg(s.total_risk_score) AS mean_risk, max(s.total_risk_score) AS max_risk
  FROM transactions t
  LEFT JOIN scores s ON s.sequence = t.sequence
  GROUP BY ALL) h
JOIN texts c ON c.key = h.currency_key;
