package io.tercet.cli.command;

import io.tercet.cli.report.ReasonText;
import io.tercet.cli.report.TextReport;
import io.tercet.cli.terminal.Format;
import io.tercet.cli.terminal.Style;
import io.tercet.cli.terminal.Table;
import io.tercet.cli.terminal.Texts;
import io.tercet.core.transaction.Transaction;
import io.tercet.store.DetectionStore.StoredVerdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Verdicts on the terminal and as JSON. */
final class Verdicts {
  private static final String REASON_INDENT = "       ";

  private Verdicts() {}

  /** A table whose rows are followed by their reasons. */
  static void show(Session session, List<StoredVerdict> verdicts) {
    Table.Drawn drawn = TextReport.worst(verdicts).draw(session.width(), session.colours());
    session.say(drawn.lines().getFirst());
    for (int i = 0; i < verdicts.size(); i++) {
      session.say(drawn.lines().get(i + 1));
      showReason(session, ReasonText.brief(verdicts.get(i)));
    }
  }

  private static void showReason(Session session, @Nullable String reason) {
    if (reason == null) {
      return;
    }
    int width = session.width() - REASON_INDENT.length();
    Texts.wrap(Texts.printable(reason), width)
        .forEach(line -> session.say(REASON_INDENT + session.styled(line, Style.DIM)));
  }

  static Map<String, @Nullable Object> json(StoredVerdict verdict) {
    Map<String, @Nullable Object> json = transaction(verdict.transaction().transaction());
    json.put("run", verdict.runId());
    json.put("model", verdict.modelVersion());
    json.put("detected_at", verdict.detectedAt());
    json.put("statistical_risk", verdict.statisticalRisk());
    json.put("forest_risk", verdict.forestRisk());
    json.put("autoencoder_risk", verdict.autoencoderRisk());
    json.put("risk", verdict.totalRisk());
    json.put("level", verdict.level());
    json.put("decision", verdict.decision());
    json.put("reasons", verdict.reasonsJson() == null ? null : new Json.Raw(verdict.reasonsJson()));
    json.put("text", verdict.reasonsText());
    return json;
  }

  private static Map<String, @Nullable Object> transaction(Transaction transaction) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("transaction_id", transaction.id());
    json.put("timestamp", Format.iso(transaction.timestampMicros()));
    json.put("user_id", transaction.account());
    json.put("transaction_type", transaction.type());
    json.put("currency", transaction.currency());
    json.put("amount", transaction.amount());
    json.put("fee", transaction.fee());
    json.put("from_address", transaction.fromAddress());
    json.put("to_address", transaction.toAddress());
    json.put("status", transaction.status());
    return json;
  }
}
