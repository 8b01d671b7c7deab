-- Roles for Tercet's database in ClickHouse (here `tercet`); run by a user who has ACCESS MANAGEMENT.
-- Where users stand in XML, clickhouse-users.xml says the same with <grants>.

-- Reads: reports, dashboards, `tercet sql`, `status`, `report`, `explain`, `evaluate`.
CREATE ROLE IF NOT EXISTS tercet_reader;
GRANT SELECT, SHOW ON tercet.* TO tercet_reader;

-- Writes: `import`, `train`, `detect`, `models activate`. DELETE takes away what a process that died has
-- left; TRUNCATE and the partition of a checkpoint are tables of its own making.
CREATE ROLE IF NOT EXISTS tercet_writer;
GRANT SELECT, SHOW, INSERT ON tercet.* TO tercet_writer;
GRANT ALTER DELETE, ALTER UPDATE ON tercet.* TO tercet_writer;
GRANT TRUNCATE ON tercet.import_suspects TO tercet_writer;
GRANT SELECT ON system.processes TO tercet_writer;
GRANT SELECT ON system.parts TO tercet_writer;

-- Migrates: `store init`, `store migrate`.
CREATE ROLE IF NOT EXISTS tercet_migrator;
GRANT tercet_writer TO tercet_migrator;
GRANT TABLE ENGINE ON MergeTree TO tercet_migrator;
GRANT CREATE DATABASE, CREATE TABLE, CREATE VIEW, DROP VIEW, DROP TABLE, ALTER ON tercet.* TO tercet_migrator;

-- For example:
-- CREATE USER grafana IDENTIFIED WITH sha256_password BY '…' DEFAULT ROLE tercet_reader SETTINGS readonly = 2;
-- CREATE USER tercet IDENTIFIED WITH sha256_password BY '…' DEFAULT ROLE tercet_writer;
-- CREATE USER tercet_admin IDENTIFIED WITH sha256_password BY '…' DEFAULT ROLE tercet_migrator;
