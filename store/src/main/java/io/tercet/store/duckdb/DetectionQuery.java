package io.tercet.store.duckdb;

import io.tercet.core.transaction.TransactionBlock;
import io.tercet.store.DetectionFilter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists verdicts, the latest ingested first: every value is a parameter. */
final class DetectionQuery {
  private final StringBuilder conditions = new StringBuilder("s.sequence < ?");
  private final List<Object> parameters = new ArrayList<>();

  /** What {@code filter} lets through of what was ingested before a sequence number. */
  DetectionQuery(DetectionFilter filter, long beforeSequence, int limit) {
    parameters.add(beforeSequence);
    among("s.risk_level::VARCHAR", filter.levels());
    among("s.final_decision::VARCHAR", filter.decisions());
    String account = filter.account();
    compare("t.customer_key = ?", account == null ? null : TransactionBlock.key(account));
    compare("t.timestamp >= make_timestamp(?)", filter.fromMicros());
    compare("t.timestamp < make_timestamp(?)", filter.toMicros());
    compare(
        "s.model IN (SELECT model FROM model_registry WHERE version = ?)", filter.modelVersion());
    compare("s.run IN (SELECT run FROM detection_runs WHERE run_id = ?)", filter.runId());
    parameters.add(limit);
  }

  private void among(String column, List<String> values) {
    if (!values.isEmpty()) {
      conditions
          .append(" AND ")
          .append(column)
          .append(" IN (")
          .append(String.join(", ", Collections.nCopies(values.size(), "?")))
          .append(')');
      parameters.addAll(values);
    }
  }

  private void compare(String condition, @Nullable Object value) {
    if (value != null) {
      conditions.append(" AND ").append(condition);
      parameters.add(value);
    }
  }

  String sql() {
    return StoredVerdicts.SELECT
        + "WHERE s.sequence IN (SELECT s.sequence FROM scores s"
        + " JOIN transactions t ON t.sequence = s.sequence WHERE "
        + conditions
        + " ORDER BY s.sequence DESC LIMIT ?) ORDER BY s.sequence DESC";
  }

  Object[] parameters() {
    return parameters.toArray();
  }
}
