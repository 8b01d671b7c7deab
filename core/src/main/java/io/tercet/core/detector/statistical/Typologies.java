package io.tercet.core.detector.statistical;

import static io.tercet.core.detector.statistical.Condition.high;
import static io.tercet.core.detector.statistical.Condition.low;
import static io.tercet.core.detector.statistical.Typology.Rule.ALL;

import io.tercet.core.feature.Feature;
import java.util.List;

/**
 * The typologies that every model knows unless it is told otherwise. Their directions are
 * hypotheses about fraud, written down before scoring; sources name the red flag that says so
 * (FATF, Red Flag Indicators Associated with Virtual Assets, 2020).
 */
public final class Typologies {
  private static final List<Typology> STANDARD =
      List.of(
          new Typology(
              "newness",
              "Newcomers dealing with newcomers",
              "Both parties are new, have dealt with few others and never with each other.",
              "FATF 2020, red flags on anonymity and new accounts",
              ALL,
              List.of(
                  low(Feature.PARTY_AGE),
                  low(Feature.PARTY_RECEIVED),
                  low(Feature.PARTY_SPREAD),
                  low(Feature.PAIR_COUNT),
                  low(Feature.SENDER_NONCE),
                  low(Feature.RECEIVER_PAYER_NONCE),
                  low(Feature.SIGNIFICANT_DIGITS).weighted(0.5),
                  high(Feature.SENDER_BALANCE_RATIO).weighted(0.5))),
          new Typology(
              "new_collector",
              "New address collecting from newcomers",
              "A young address receives round amounts from many first-time payers in quick"
                  + " succession.",
              "FATF 2020, red flags on recipients; scam collection addresses",
              ALL,
              List.of(
                  low(Feature.PARTY_AGE),
                  low(Feature.SENDER_NONCE),
                  low(Feature.RECEIVER_PAYER_NONCE),
                  high(Feature.NEWCOMER_SHARE_R),
                  high(Feature.PAYERS_24H),
                  high(Feature.RECEIVED_24H),
                  low(Feature.RECEIPT_GAP_R),
                  low(Feature.SIGNIFICANT_DIGITS))),
          new Typology(
              "amount_against_habit",
              "Amount far above habit",
              "The amount is large for the currency and for the customer, not for the first time"
                  + " lately.",
              "FATF 2020, red flags on transaction size",
              ALL,
              List.of(
                  high(Feature.AMOUNT),
                  high(Feature.AMOUNT_DEVIATION).within(0.02),
                  high(Feature.HIGH_COUNT_14D).weighted(0.5))));

  private Typologies() {}

  /** The standard typologies, unmodifiable. */
  public static List<Typology> standard() {
    return STANDARD;
  }
}
