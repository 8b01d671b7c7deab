-- Which lists of sanctions a run held its transactions against.
CREATE TABLE sanctions_lists (
  run       INTEGER NOT NULL,
  name      VARCHAR NOT NULL,
  sha256    VARCHAR NOT NULL,
  addresses BIGINT NOT NULL
);
