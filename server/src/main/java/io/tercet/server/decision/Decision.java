package io.tercet.server.decision;

import io.tercet.core.ensemble.RiskLevel;
import io.tercet.core.transaction.Transaction;
import io.tercet.server.log.LoggedDecision;
import io.tercet.store.DetectionStore.StoredVerdict;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on a transaction: the same whether it is given for the first time, read from the log,
 * or from the store.
 *
 * @param risk in [0, 100]
 * @param level low, medium, high or critical
 * @param decision approved, review or blocked
 * @param statisticalRisk by the statistical layer alone, in [0, 100]
 * @param forestRisk by the forest alone, in [0, 100]
 * @param autoencoderRisk by the autoencoder alone, in [0, 100]
 * @param reasonsJson the explanation, a JSON object; null below the alert threshold
 * @param modelVersion the model that gave it
 */
public record Decision(
    Transaction transaction,
    float risk,
    String level,
    String decision,
    float statisticalRisk,
    float forestRisk,
    float autoencoderRisk,
    @Nullable String reasonsJson,
    String modelVersion)
    implements Outcome {

  private static final String[] LEVELS = {
    RiskLevel.LOW.text(), RiskLevel.MEDIUM.text(), RiskLevel.HIGH.text(), RiskLevel.CRITICAL.text()
  };
  private static final String[] DECISIONS = {"approved", "review", "blocked"};

  static Decision of(LoggedDecision logged, String modelVersion) {
    return new Decision(
        logged.transaction(),
        logged.totalRisk(),
        LEVELS[logged.level()],
        DECISIONS[logged.decision()],
        logged.statisticalRisk(),
        logged.forestRisk(),
        logged.autoencoderRisk(),
        logged.reasonsJson(),
        modelVersion);
  }

  static Decision of(StoredVerdict stored) {
    return new Decision(
        stored.transaction().transaction(),
        (float) stored.totalRisk(),
        stored.level(),
        stored.decision(),
        (float) stored.statisticalRisk(),
        (float) stored.forestRisk(),
        (float) stored.autoencoderRisk(),
        stored.reasonsJson(),
        stored.modelVersion());
  }
}
