package io.tercet.benchmarks.peers;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * A kernel of Tercet's own, on the thread that asks.
 *
 * @param rows a pass works on
 * @param before runs ahead of each pass and is not timed
 */
record Kernel(String name, String version, int rows, Runnable before, Runnable pass)
    implements Contestant {
  private static final double LEAST_SECONDS = 0.1;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  Kernel(String name, String version, int rows, Runnable pass) {
    this(name, version, rows, () -> {}, pass);
  }

  /** Passes until a tenth of a second is full. */
  @Override
  public Sample measure() {
    long passes = 0;
    long cpu = 0;
    long wall = 0;
    while (cpu < LEAST_SECONDS * 1e9) {
      before.run();
      long wallStart = System.nanoTime();
      long cpuStart = THREADS.getCurrentThreadCpuTime();
      pass.run();
      cpu += THREADS.getCurrentThreadCpuTime() - cpuStart;
      wall += System.nanoTime() - wallStart;
      passes++;
    }
    return new Sample(rows * passes, cpu / 1e9, wall / 1e9);
  }
}
