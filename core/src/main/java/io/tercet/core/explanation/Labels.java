package io.tercet.core.explanation;

import io.tercet.core.feature.Feature;
import io.tercet.core.feature.Feature.Group;

/** Features and families in few words, for sentences. */
final class Labels {
  private Labels() {}

  /**
   * A noun phrase without article, in the singular; for a flag, what the transaction is when the
   * flag is set.
   */
  static String of(Feature feature) {
    return switch (feature) {
      case PARTY_AGE -> "age of the older party";
      case PARTY_SENIORITY -> "share of the time observed that the older party was there";
      case SENDER_AGE -> "age of the sender";
      case RECEIVER_AGE -> "age of the receiver";
      case PARTY_RECEIVED -> "amount ever received by the richer party";
      case PARTY_SPREAD -> "number of receivers ever paid by the busier party";
      case PAIR_COUNT -> "number of earlier payments from this sender to this receiver";
      case SENDER_NONCE -> "number of transactions the sender had sent before";
      case RECEIVER_PAYER_NONCE -> "number of transactions the receiver's payers had sent before";
      case NEWCOMER_SHARE_R -> "share of first-time payers among the receiver's receipts";
      case NEWCOMER_SHARE_S -> "share of first-time payers among the sender's receipts";
      case PAYERS_1H -> "number of payers of the receiver in 1 hour";
      case PAYERS_24H -> "number of payers of the receiver in 24 hours";
      case ACTIVITY_RATE_R -> "number of transactions of the receiver";
      case ACTIVITY_RATE_S -> "number of transactions of the sender";
      case SIGNIFICANT_DIGITS -> "number of significant digits of the amount";
      case SENDER_BALANCE_RATIO -> "sum that the sender ever received compared with what it sent";
      case SENDER_FAN_OUT -> "share of different receivers among the sender's payments";
      case RECEIVERS_24H -> "number of receivers paid by the sender in 24 hours";
      case FLOW_7D_R -> "share that the receiver passed on in 7 days";
      case PAIR_BACK -> "number of earlier payments from the receiver to the sender";
      case AMOUNT -> "amount compared with others of its currency";
      case AMOUNT_RATIO -> "amount compared with the customer's usual one";
      case AMOUNT_DEVIATION -> "amount compared with the customer's habit";
      case AMOUNT_AGAINST_MAX -> "amount compared with the customer's largest so far";
      case HIGH_COUNT_14D -> "number of unusually large amounts of the customer in 14 days";
      case FEE_AGAINST_MARKET -> "fee compared with others of its currency";
      case STRUCTURING_7D ->
          "number of amounts of the customer just under a round threshold in 7 days";
      case SAME_AMOUNT -> "number of times in a row the sender sent this very amount";
      case COUNT_1H -> "number of transactions of the customer in 1 hour";
      case COUNT_24H -> "number of transactions of the customer in 24 hours";
      case COUNT_7D -> "number of transactions of the customer in 7 days";
      case SUM_24H -> "sum of the customer's amounts in 24 hours";
      case SUM_7D -> "sum of the customer's amounts in 7 days";
      case BURST -> "pace of the customer's last hour compared with its usual one";
      case GAP_DEVIATION -> "pause before this transaction compared with the customer's habit";
      case NIGHT -> "a transaction between 0:00 and 6:00 UTC";
      case HOUR_RARITY -> "rarity of this time of day for the customer";
      case ACCOUNT -> "named account";
      case CUSTOMER_AGE -> "age of the customer";
      case CUSTOMER_COUNT -> "number of earlier transactions of the customer";
      case NEW_CURRENCY -> "the customer's first transaction in this currency";
      case NEW_TYPE -> "the customer's first transaction of this type";
      case FAILED -> "a failed transaction";
      case LOOK_ALIKE -> "a transaction with an address that resembles a known counterparty's";
      default -> feature.description();
    };
  }

  /** What belongs to a family of features. */
  static String of(Group group) {
    return switch (group) {
      case NEWNESS -> "the parties' history";
      case COLLECTOR -> "the receipts of the parties";
      case FLOW -> "the flow of money through the parties";
      case AMOUNT -> "amount and fee";
      case VELOCITY -> "the customer's pace";
      case TIME -> "the time of day";
      case CUSTOMER -> "the customer's history";
      case ADDRESS -> "the addresses";
    };
  }
}
