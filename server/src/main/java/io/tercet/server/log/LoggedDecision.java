package io.tercet.server.log;

import io.tercet.core.ensemble.VerdictBlock;
import io.tercet.core.transaction.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * A transaction and the verdict that was given on it: all that a store is told later.
 *
 * @param sequence the ingestion sequence number that the store will give the transaction, ≥ 1
 * @param decidedAtMicros when it was decided, microseconds since the epoch
 * @param fusedScore before calibration
 * @param level code of the level
 * @param decision code of the decision
 * @param rules bits of the rules hit
 * @param typology index of the loudest, −1 if none
 * @param reasonsJson the explanation, null unless the verdict is an alert
 * @param reasonsText the same in words, null like it
 */
public record LoggedDecision(
    long sequence,
    long decidedAtMicros,
    Transaction transaction,
    float statisticalRisk,
    float forestRisk,
    float autoencoderRisk,
    float fusedScore,
    float totalRisk,
    byte level,
    byte decision,
    int rules,
    byte typology,
    @Nullable String reasonsJson,
    @Nullable String reasonsText) {

  /** Row {@code row} of a block of verdicts, without reasons. */
  public static LoggedDecision of(
      VerdictBlock block, int row, Transaction transaction, long decidedAtMicros) {
    return new LoggedDecision(
        block.sequence[row],
        decidedAtMicros,
        transaction,
        block.statisticalRisk[row],
        block.forestRisk[row],
        block.autoencoderRisk[row],
        block.fusedScore[row],
        block.totalRisk[row],
        block.level[row],
        block.decision[row],
        block.rules[row],
        block.typology[row],
        null,
        null);
  }

  /** The same with an explanation. */
  public LoggedDecision withReasons(String json, String text) {
    return new LoggedDecision(
        sequence,
        decidedAtMicros,
        transaction,
        statisticalRisk,
        forestRisk,
        autoencoderRisk,
        fusedScore,
        totalRisk,
        level,
        decision,
        rules,
        typology,
        json,
        text);
  }

  /** Appends the verdict to a block. */
  public void appendTo(VerdictBlock block) {
    int row = block.size++;
    block.sequence[row] = sequence;
    block.statisticalRisk[row] = statisticalRisk;
    block.forestRisk[row] = forestRisk;
    block.autoencoderRisk[row] = autoencoderRisk;
    block.fusedScore[row] = fusedScore;
    block.totalRisk[row] = totalRisk;
    block.level[row] = level;
    block.decision[row] = decision;
    block.rules[row] = rules;
    block.typology[row] = typology;
  }
}
