package io.tercet.store.clickhouse;

import com.clickhouse.client.api.query.GenericRecord;
import io.tercet.store.StoreException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The right to write. One process has it at a time; its token is higher than all before. A commit
 * names its token and is refused by the server once a higher one was granted, so a process that was
 * given up for dead and wakes cannot write what its successor does not know of.
 *
 * <p>A holder says every few seconds that it is alive. It is given up when it has been silent for
 * half a minute by the server's clock, or at once if it ran on this machine and is gone.
 */
final class Lease implements AutoCloseable {
  private static final Duration BEAT = Duration.ofSeconds(5);
  private static final Duration SILENCE = Duration.ofSeconds(30);
  private static final Duration LAST_STATEMENTS = Duration.ofSeconds(30);
  private static final int TRIES = 20;

  /** A stamp is a token and, below it, a number. */
  private static final int NUMBER_BITS = 24;

  private final ClickHouseServer server;
  private final long token;
  private final ScheduledExecutorService heart =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("lease").factory());
  private final Future<?> beating;
  private long stamps;

  private Lease(ClickHouseServer server, long token) {
    this.server = server;
    this.token = token;
    beating =
        heart.scheduleAtFixedRate(
            this::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private record Holder(
      long token, String owner, String place, long process, boolean released, long silentMillis) {}

  /**
   * Takes the lease.
   *
   * @throws StoreException if another process has it
   */
  static Lease acquire(ClickHouseServer server) {
    String me = UUID.randomUUID().toString();
    for (int i = 0; i < TRIES; i++) {
      Optional<Holder> holder = holder(server);
      holder.filter(Lease::isAlive).ifPresent(other -> refuse(server, other));
      long token = holder.map(Holder::token).orElse(0L) + 1;
      if (grant(server, token, me)) {
        server.setWriter(Long.toString(token));
        holder
            .filter(other -> !other.released())
            .ifPresent(other -> awaitLastStatements(server, other));
        return new Lease(server, token);
      }
    }
    throw new StoreException(
        "store %s is in use by other processes, which begin all the time. Try again later."
            .formatted(server.name()));
  }

  /** A stamp that no write had before, higher than all of them. */
  synchronized long nextStamp() {
    return (token << NUMBER_BITS) + ++stamps;
  }

  /** Lower than every stamp of this lease, and higher than all before. */
  long firstStamp() {
    return token << NUMBER_BITS;
  }

  /** The condition of a commit: that no other process was granted the lease since. */
  String isHeld() {
    return "(SELECT max(token) FROM lease_log) = " + token;
  }

  /** What a commit that came to nothing means. */
  StoreException lost() {
    return new StoreException(
        "another process has taken over store %s, for this one was silent for too long. What was not finished is not in the store; run it again."
            .formatted(server.name()));
  }

  @Override
  public void close() {
    beating.cancel(true);
    heart.shutdownNow();
    tell("released");
  }

  private void beat() {
    tell("alive");
  }

  private void tell(String event) {
    String once = "%s-%d-%s".formatted(event, token, UUID.randomUUID());
    server.insertIfPossible("lease_log", row(token, event, ""), once);
  }

  private static Optional<Holder> holder(ClickHouseServer server) {
    return server
        .first(
            """
            SELECT token, argMax(owner, event = 'granted') AS owner,
              argMax(place, event = 'granted') AS place,
              argMax(process, event = 'granted') AS process,
              toInt64(max(event = 'released')) AS released,
              dateDiff('millisecond', max(at), now64(3, 'UTC')) AS silent
            FROM lease_log GROUP BY token ORDER BY token DESC LIMIT 1\
            """,
            Map.of())
        .map(Lease::map);
  }

  private static Holder map(GenericRecord row) {
    return new Holder(
        row.getLong("token"),
        row.getString("owner"),
        row.getString("place"),
        row.getLong("process"),
        row.getLong("released") > 0,
        row.getLong("silent"));
  }

  private static boolean isAlive(Holder holder) {
    boolean gone = holder.place().equals(place()) && !isRunning(holder.process());
    return !holder.released() && !gone && holder.silentMillis() < SILENCE.toMillis();
  }

  /** Whether a process started by then has this id; another one may have got it since. */
  private static boolean isRunning(long process) {
    return ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
  }

  private static void refuse(ClickHouseServer server, Holder other) {
    throw new StoreException(
        "store %s is in use by another process (%s, last heard of %d s ago). Wait until it ends, or stop it."
            .formatted(
                server.name(),
                other.owner().replaceFirst(" [^ ]*$", ""),
                Math.max(0, other.silentMillis() / 1_000)));
  }

  /** Whether this process, and no other, was granted {@code token}. */
  private static boolean grant(ClickHouseServer server, long token, String me) {
    String owner = "%s, PID %d %s".formatted(host(), ProcessHandle.current().pid(), me);
    server.insert("lease_log", row(token, "granted", owner), "granted-" + token);
    return server
        .rows("SELECT owner FROM lease_log WHERE event = 'granted' AND token = " + token)
        .stream()
        .allMatch(row -> row.getString("owner").equals(owner));
  }

  private static NativeBlock row(long token, String event, String owner) {
    NativeBlock row = new NativeBlock();
    row.column("token", "Int64").put(token);
    row.column("event", "String").put(event);
    row.column("owner", "String").put(owner);
    row.column("place", "String").put(place());
    row.column("process", "Int64").put(ProcessHandle.current().pid());
    return row;
  }

  /** Waits for what the process that had the lease before may have under way in the server. */
  private static void awaitLastStatements(ClickHouseServer server, Holder before) {
    long deadline = System.nanoTime() + LAST_STATEMENTS.toNanos();
    String count =
        "SELECT count() FROM system.processes WHERE startsWith(query_id, 'tercet-%d-') AND query_kind = 'Insert'"
            .formatted(before.token());
    while (server.number(count) > 0) {
      if (System.nanoTime() > deadline) {
        throw new StoreException(
            "store %s is still busy with what process %s has asked for before it died. Try again in a minute."
                .formatted(server.name(), before.owner()));
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("the wait for another process was interrupted", e);
    }
  }

  /** Where process ids mean the same: a boot of a machine and a namespace of it. */
  private static String place() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip()
          + " "
          + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException e) {
      return host();
    }
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      return "unknown host";
    }
  }
}
