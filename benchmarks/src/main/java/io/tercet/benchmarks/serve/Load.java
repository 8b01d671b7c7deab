package io.tercet.benchmarks.serve;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;

/**
 * Load by clients of one connection each. With a rate, request i is due at i / rate, whether or not
 * earlier ones were answered, and its latency counts from then: a server that stalls cannot hide
 * it.
 *
 * @param port of the server
 * @param token to send
 * @param clients connections
 * @param seconds measured
 * @param rate requests a second; 0 for as many as there can be
 */
record Load(int port, String token, int clients, double seconds, double rate) {
  /**
   * What came of it.
   *
   * @param nanos latencies of answered requests, ascending
   */
  record Answered(long[] nanos, int refused, double seconds) {
    double rate() {
      return nanos.length / seconds;
    }

    double millis(double share) {
      return nanos.length == 0
          ? Double.NaN
          : nanos[(int) Math.min(nanos.length - 1, (long) (nanos.length * share))] / 1e6;
    }
  }

  /** Makes the request number i of a connection. */
  interface Requests extends BiFunction<KeepAliveClient, Integer, byte[]> {}

  Answered run(Requests requests) throws InterruptedException {
    long[][] latencies = new long[clients][];
    AtomicInteger refused = new AtomicInteger();
    Thread[] threads = new Thread[clients];
    long begin = System.nanoTime() + 100_000_000;
    for (int c = 0; c < clients; c++) {
      int client = c;
      threads[c] =
          Thread.ofPlatform()
              .start(() -> latencies[client] = client(client, begin, requests, refused));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    long[] all = Arrays.stream(latencies).flatMapToLong(Arrays::stream).sorted().toArray();
    return new Answered(all, refused.get(), (System.nanoTime() - begin) / 1e9);
  }

  private long[] client(int client, long begin, Requests requests, AtomicInteger refused) {
    long end = begin + (long) (seconds * 1e9);
    double gap = rate == 0 ? 0 : clients / rate * 1e9;
    long[] nanos = new long[1 << 16];
    int count = 0;
    try (KeepAliveClient connection = new KeepAliveClient(port, token)) {
      for (int i = 0; ; i++) {
        byte[] request = requests.apply(connection, client << 24 | i);
        long due =
            rate == 0
                ? Math.max(begin, System.nanoTime())
                : begin + (long) ((i + client / (double) clients) * gap);
        for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
          LockSupport.parkNanos(due - now);
        }
        if (due >= end) {
          return Arrays.copyOf(nanos, count);
        }
        if (connection.exchange(request) == 200) {
          nanos = count == nanos.length ? Arrays.copyOf(nanos, 2 * count) : nanos;
          nanos[count++] = System.nanoTime() - due;
        } else {
          refused.incrementAndGet();
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
