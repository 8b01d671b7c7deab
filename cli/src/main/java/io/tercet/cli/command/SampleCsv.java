package io.tercet.cli.command;

import io.tercet.cli.terminal.Format;
import io.tercet.core.transaction.Transaction;
import io.tercet.jobs.SampleJob.Sample;
import io.tercet.jobs.SampleJob.SampledRow;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A sample for review: CSV whose last column, {@code label}, is empty. */
final class SampleCsv {
  private static final String HEADER =
      "transaction_id,timestamp,user_id,transaction_type,currency,amount,fee,from_address,to_address,risk,sampled_below,inclusion_probability,label";

  private SampleCsv() {}

  /** The whole file. */
  static String of(Sample sample) {
    StringBuilder out = new StringBuilder(HEADER).append('\n');
    for (SampledRow row : sample.rows()) {
      Transaction transaction = row.transaction().transaction();
      out.append(
              Stream.of(
                      transaction.id(),
                      Format.iso(transaction.timestampMicros()),
                      transaction.account(),
                      transaction.type(),
                      transaction.currency(),
                      plain(transaction.amount()),
                      plain(transaction.fee()),
                      transaction.fromAddress(),
                      transaction.toAddress(),
                      Format.risk(row.risk()),
                      String.valueOf(sample.threshold()),
                      String.valueOf(sample.inclusionProbability()),
                      "")
                  .map(SampleCsv::quoted)
                  .collect(Collectors.joining(",")))
          .append('\n');
    }
    return out.toString();
  }

  private static String plain(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }

  /** RFC 4180. */
  private static String quoted(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return "";
    }
    boolean special = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return special ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  /** The sample for a program. */
  static Map<String, @Nullable Object> json(
      Sample sample, @Nullable Path file, long seed, Duration elapsed) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("below", sample.below());
    json.put("sampled", sample.rows().size());
    json.put("threshold", sample.threshold());
    json.put("inclusion_probability", sample.inclusionProbability());
    json.put("seed", seed);
    json.put("file", file == null ? null : file.toString());
    json.put("transactions", ids(sample));
    json.put("seconds", Format.seconds(elapsed));
    return json;
  }

  private static List<String> ids(Sample sample) {
    return sample.rows().stream().map(row -> row.transaction().transaction().id()).toList();
  }
}
