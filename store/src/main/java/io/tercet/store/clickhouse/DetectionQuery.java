package io.tercet.store.clickhouse;

import io.tercet.core.transaction.TransactionBlock;
import io.tercet.store.DetectionFilter;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the verdicts that a filter lets through, the latest ingested first. */
final class DetectionQuery {
  private final StringJoiner verdicts = new StringJoiner(" AND ");
  private final StringJoiner transactions = new StringJoiner(" AND ").setEmptyValue("");
  private final int limit;

  /** What {@code filter} lets through of what was ingested before a sequence number. */
  DetectionQuery(DetectionFilter filter, long beforeSequence, int limit) {
    this.limit = limit;
    verdicts.add("sequence < " + beforeSequence);
    among("toString(risk_level)", filter.levels());
    among("toString(final_decision)", filter.decisions());
    equal("model_version", filter.modelVersion());
    equal("run_id", filter.runId());
    String account = filter.account();
    if (account != null) {
      transactions.add("customer_key = " + TransactionBlock.key(account));
    }
    compare("timestamp >=", filter.fromMicros());
    compare("timestamp <", filter.toMicros());
  }

  private void among(String column, List<String> values) {
    if (!values.isEmpty()) {
      verdicts.add(
          values.stream()
              .map(StoredRows::sql)
              .collect(Collectors.joining(", ", column + " IN (", ")")));
    }
  }

  private void equal(String column, @Nullable String value) {
    if (value != null) {
      verdicts.add(column + " = " + StoredRows.sql(value));
    }
  }

  private void compare(String comparison, @Nullable Long micros) {
    if (micros != null) {
      transactions.add(comparison + " " + StoredRows.sql(micros));
    }
  }

  /** The query of the sequence numbers; it reads transactions only if the filter needs them. */
  String sql() {
    String chosen =
        transactions.length() == 0
            ? ""
            : " AND sequence IN (SELECT sequence FROM committed_transactions WHERE %s)"
                .formatted(transactions);
    return "SELECT sequence AS number FROM scores WHERE %s%s ORDER BY sequence DESC LIMIT %d"
        .formatted(verdicts, chosen, limit);
  }
}
