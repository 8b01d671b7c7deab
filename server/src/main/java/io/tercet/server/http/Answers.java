package io.tercet.server.http;

import io.tercet.core.transaction.Transaction;
import io.tercet.server.decision.Decision;
import io.tercet.store.DetectionStore.StoredVerdict;
import io.tercet.store.ModelRegistry.ModelRecord;
import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.RawValue;

/** The forms in which the server answers. */
final class Answers {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private Answers() {}

  static byte[] json(Object value) {
    return JsonMapper.shared().writeValueAsBytes(value);
  }

  /** Writes a decision as a JSON object, without an end of line. */
  static void write(Decision decision, OutputStream out) {
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("transaction_id", decision.transaction().id());
      json.writeNumberProperty("risk", decision.risk());
      json.writeStringProperty("level", decision.level());
      json.writeStringProperty("decision", decision.decision());
      json.writeName("layers");
      json.writeStartObject();
      json.writeNumberProperty("statistical", decision.statisticalRisk());
      json.writeNumberProperty("isolation_forest", decision.forestRisk());
      json.writeNumberProperty("autoencoder", decision.autoencoderRisk());
      json.writeEndObject();
      json.writeName("reasons");
      String reasons = decision.reasonsJson();
      if (reasons == null) {
        json.writeNull();
      } else {
        json.writeRawValue(reasons);
      }
      json.writeStringProperty("model", decision.modelVersion());
      json.writeEndObject();
    }
  }

  static Map<String, @Nullable Object> problem(Problem problem) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("type", problem.kind().type());
    json.put("title", problem.kind().title());
    json.put("status", problem.kind().status());
    json.put("detail", problem.detail());
    return json;
  }

  /** A verdict in a list. */
  static Map<String, @Nullable Object> detection(StoredVerdict verdict) {
    Transaction transaction = verdict.transaction().transaction();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("transaction_id", transaction.id());
    json.put("timestamp", iso(transaction.timestampMicros()));
    json.put("user_id", transaction.account());
    json.put("amount", transaction.amount());
    json.put("currency", transaction.currency());
    json.put("risk", (float) verdict.totalRisk());
    json.put("level", verdict.level());
    json.put("decision", verdict.decision());
    json.put("reason", verdict.reasonsText());
    json.put("model", verdict.modelVersion());
    json.put("run", verdict.runId());
    json.put("detected_at", verdict.detectedAt().toString());
    return json;
  }

  /** The same with everything that is known. */
  static Map<String, @Nullable Object> wholeDetection(StoredVerdict verdict) {
    Transaction transaction = verdict.transaction().transaction();
    Map<String, @Nullable Object> json = detection(verdict);
    json.put("transaction_type", transaction.type());
    json.put("fee", transaction.fee());
    json.put("from_address", transaction.fromAddress());
    json.put("to_address", transaction.toAddress());
    json.put("status", transaction.status());
    json.put(
        "nonce",
        transaction.senderNonce() == Transaction.UNKNOWN_NONCE ? null : transaction.senderNonce());
    Map<String, Object> layers = new LinkedHashMap<>();
    layers.put("statistical", (float) verdict.statisticalRisk());
    layers.put("isolation_forest", (float) verdict.forestRisk());
    layers.put("autoencoder", (float) verdict.autoencoderRisk());
    json.put("layers", layers);
    json.put("reasons", raw(verdict.reasonsJson()));
    return json;
  }

  static Map<String, @Nullable Object> model(ModelRecord model) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("version", model.version());
    json.put("status", model.status().name().toLowerCase(Locale.ROOT));
    json.put("trained_at", model.trainedAt().toString());
    json.put("from", iso(model.fromMicros()));
    json.put("to", iso(model.toMicros()));
    json.put("rows", model.rows());
    json.put("seed", model.seed());
    json.put("metrics", raw(model.metricsJson()));
    json.put("options", raw(model.optionsJson()));
    return json;
  }

  private static @Nullable Object raw(@Nullable String json) {
    return json == null ? null : new RawValue(json);
  }

  static String iso(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }
}
