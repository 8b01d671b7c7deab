package io.tercet.store.metadata;

import java.time.Instant;

/**
 * One open metadata database. Its ports may be used by many threads at once, and by many processes
 * where the database allows it. Times are kept to the microsecond.
 */
public interface MetadataStore extends AutoCloseable {
  /** Runs of jobs. */
  RunStore runs();

  /** Jobs that wait or are worked on. */
  JobQueue queue();

  /** Settings that change while Tercet runs. */
  SettingsStore settings();

  /** Who changed what. */
  AuditLog audit();

  /** Who may use the server. */
  UserStore users();

  /** What analysts decided. */
  ReviewStore reviews();

  /** The database's clock: one for all processes that share it. */
  Instant now();

  /** How the database calls itself in messages; without a password. */
  String name();

  @Override
  void close();
}
