package io.tercet.cli.command;

import io.tercet.core.simulation.SimulatedTransaction;
import io.tercet.core.simulation.SimulationOptions;
import io.tercet.core.simulation.TrafficCsv;
import io.tercet.core.simulation.TrafficSimulator;
import io.tercet.jobs.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Simulated traffic as a stream of bytes. */
final class TrafficFile {
  private static final int CHUNK = 4096;

  private TrafficFile() {}

  /**
   * What was written.
   *
   * @param frauds transactions that are part of a fraud
   * @param lookAlikes innocent ones that resemble a fraud
   */
  record Counts(long frauds, long lookAlikes) {}

  /** Writes the header and all transactions; does not close the stream. */
  static Counts write(SimulationOptions options, OutputStream stream, Progress progress)
      throws IOException {
    TrafficSimulator traffic = new TrafficSimulator(options);
    StringBuilder text = new StringBuilder(CHUNK * 256).append(TrafficCsv.HEADER).append('\n');
    long frauds = 0;
    long lookAlikes = 0;
    progress.step("Generating", options.transactions());
    for (int row = 1; traffic.hasNext(); row++) {
      SimulatedTransaction transaction = traffic.next();
      TrafficCsv.appendLine(text, transaction);
      text.append('\n');
      frauds += transaction.fraud() ? 1 : 0;
      lookAlikes += transaction.isLookAlike() ? 1 : 0;
      if (row % CHUNK == 0) {
        progress.checkpoint();
        progress.advance(row);
        flush(text, stream);
      }
    }
    flush(text, stream);
    progress.advance(options.transactions());
    return new Counts(frauds, lookAlikes);
  }

  private static void flush(StringBuilder text, OutputStream stream) throws IOException {
    stream.write(text.toString().getBytes(StandardCharsets.UTF_8));
    text.setLength(0);
  }
}
