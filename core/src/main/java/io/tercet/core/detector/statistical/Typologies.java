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
  // Young parties and unusual amounts are signs of most frauds and count in full; a pattern that
  // few
  // frauds show must be ten times as unusual to be heard above them.
  private static final double COMMON = 1;
  private static final double RARE = 0.1;

  private static final String FATF_SIZE = "FATF 2020, red flags on transaction size";
  private static final String FATF_PATTERNS = "FATF 2020, red flags on transaction patterns";

  private static final List<Typology> STANDARD =
      List.of(
          new Typology(
              "newness",
              "Newcomers dealing with newcomers",
              "Both parties are new, have dealt with few others and never with each other.",
              "FATF 2020, red flags on anonymity and new accounts",
              COMMON,
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
              COMMON,
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
              "large_amount",
              "Exceptionally large amount",
              "The amount is among the largest of its currency.",
              FATF_SIZE,
              COMMON,
              ALL,
              List.of(high(Feature.AMOUNT).within(0.01))),
          new Typology(
              "amount_against_habit",
              "Amount far above habit",
              "The amount is far above the customer's usual one, and not for the first time lately.",
              FATF_SIZE,
              COMMON,
              ALL,
              List.of(
                  high(Feature.AMOUNT_DEVIATION).within(0.02),
                  high(Feature.HIGH_COUNT_14D).weighted(0.5))),
          new Typology(
              "fan_in",
              "Many first-time payers at once",
              "An address is paid by many new payers within the hour.",
              FATF_PATTERNS,
              RARE,
              ALL,
              List.of(
                  high(Feature.PAYERS_1H).within(0.02),
                  high(Feature.NEWCOMER_SHARE_R),
                  low(Feature.PAIR_COUNT),
                  low(Feature.RECEIPT_GAP_R))),
          new Typology(
              "fan_out",
              "Fresh money scattered to new receivers",
              "A sender spreads what it just received over many receivers that it never paid.",
              FATF_PATTERNS,
              RARE,
              ALL,
              List.of(
                  high(Feature.RECEIVERS_24H),
                  high(Feature.COUNT_1H).within(0.02),
                  high(Feature.BURST),
                  high(Feature.SENDER_FAN_OUT),
                  low(Feature.PAIR_COUNT),
                  low(Feature.DWELL))),
          new Typology(
              "pass_through",
              "Money passed straight on",
              "What was just received leaves almost whole, far above the account's habit.",
              FATF_PATTERNS,
              RARE,
              ALL,
              List.of(
                  low(Feature.DWELL),
                  low(Feature.OUT_AGAINST_LAST_IN).within(0.02),
                  high(Feature.AMOUNT_RATIO),
                  low(Feature.CUSTOMER_COUNT).weighted(0.5))),
          new Typology(
              "peel_chain",
              "Large sum moving through fresh addresses",
              "A young address sends a large amount on to one that is new as well.",
              FATF_PATTERNS,
              RARE,
              ALL,
              List.of(
                  low(Feature.SENDER_AGE),
                  low(Feature.RECEIVER_AGE),
                  high(Feature.AMOUNT).within(0.05),
                  low(Feature.SENDER_NONCE),
                  low(Feature.DWELL))),
          new Typology(
              "structuring",
              "Repeatedly just under a threshold",
              "Amounts just under a round threshold, again and again within a week.",
              "FATF 2020, red flags on transaction size: structuring",
              RARE,
              ALL,
              List.of(
                  high(Feature.STRUCTURING_7D).from(ln1p(3)),
                  high(Feature.AMOUNT),
                  high(Feature.COUNT_24H).weighted(0.5))),
          new Typology(
              "equal_outputs",
              "Equal amounts, one after the other",
              "A young sender pays the very same round amount again and again.",
              "FATF 2020, red flags on anonymity: mixers",
              RARE,
              ALL,
              List.of(
                  high(Feature.SAME_AMOUNT).from(ln1p(2)),
                  low(Feature.RECEIVER_AGE),
                  low(Feature.SENDER_AGE),
                  high(Feature.AMOUNT).weighted(0.5))),
          new Typology(
              "account_takeover",
              "Account drained to strangers",
              "An account with a history suddenly sends much of its balance to a new receiver, at an"
                  + " hour that is not its own.",
              "FATF 2020, red flags on sender behaviour",
              RARE,
              ALL,
              List.of(
                  high(Feature.CUSTOMER_COUNT).from(ln1p(5)),
                  low(Feature.PAIR_COUNT),
                  low(Feature.RECEIVER_AGE).within(0.1),
                  high(Feature.BURST),
                  high(Feature.AMOUNT_RATIO),
                  high(Feature.HOUR_RARITY).weighted(0.5))),
          new Typology(
              "dormant_account",
              "Dormant account wakes",
              "An account that had been silent far longer than usual moves a large amount to a new"
                  + " receiver.",
              "FATF 2020, red flags on sender behaviour",
              RARE,
              ALL,
              List.of(
                  high(Feature.GAP).within(0.02),
                  high(Feature.GAP_DEVIATION),
                  low(Feature.PAIR_COUNT),
                  high(Feature.AMOUNT_RATIO))),
          new Typology(
              "dusting",
              "Dust sent to many",
              "Tiny amounts go to many receivers that never dealt with the sender.",
              "FATF 2020, red flags on transaction patterns: dust",
              RARE,
              ALL,
              List.of(
                  low(Feature.AMOUNT).within(0.02),
                  high(Feature.RECEIVERS_24H),
                  low(Feature.PAIR_COUNT),
                  high(Feature.FEE_RATIO))),
          new Typology(
              "address_poisoning",
              "Look-alike of a known address",
              "A party's address begins and ends like one that the other party knows.",
              "Address poisoning; FATF 2020, red flags on anonymity",
              RARE,
              ALL,
              List.of(high(Feature.LOOK_ALIKE).from(1), low(Feature.PAIR_COUNT))),
          new Typology(
              "velocity_burst",
              "Burst of transactions",
              "The customer sends far more within the hour than its own pace, to receivers that it"
                  + " never paid.",
              FATF_PATTERNS,
              RARE,
              ALL,
              List.of(
                  high(Feature.COUNT_1H).within(0.01),
                  high(Feature.BURST),
                  high(Feature.COUNT_24H).weighted(0.5))));

  private Typologies() {}

  private static double ln1p(int count) {
    return StrictMath.log1p(count) - 1e-6;
  }

  /** The standard typologies, unmodifiable. */
  public static List<Typology> standard() {
    return STANDARD;
  }
}
