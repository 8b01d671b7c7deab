package io.tercet.core.feature;

import static io.tercet.core.feature.Direction.HIGH;
import static io.tercet.core.feature.Direction.LOW;
import static io.tercet.core.feature.Direction.NONE;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Every feature of a transaction, in the order of the columns of a {@link FeatureBlock}. All are
 * point in time: they depend on earlier transactions and on the transaction itself, never on later
 * ones. NaN means that the feature does not apply (no receiver, no earlier receipt); detectors take
 * it as neither usual nor unusual.
 *
 * <p>s is the sending party, r the receiving party, c the customer. Amounts are relative: divided
 * by the running median of their currency. ln is the natural logarithm; seconds and counts enter as
 * ln(1 + x).
 */
public enum Feature {
  PARTY_AGE(Group.NEWNESS, LOW, Unit.LN_SECONDS, "age of the older of the two parties"),
  PARTY_SENIORITY(
      Group.NEWNESS,
      LOW,
      Unit.LN_SHARE,
      "age of the older of the two parties as a share of the time observed so far"),
  SENDER_AGE(Group.NEWNESS, LOW, Unit.LN_SECONDS, "time since the sender was first seen"),
  RECEIVER_AGE(Group.NEWNESS, LOW, Unit.LN_SECONDS, "time since the receiver was first seen"),
  PARTY_RECEIVED(
      Group.NEWNESS, LOW, Unit.LN_AMOUNT, "lifetime amount received by the richer of the parties"),
  PARTY_SPREAD(
      Group.NEWNESS, LOW, Unit.LN_COUNT, "distinct receivers ever of the more connected party"),
  PAIR_COUNT(
      Group.NEWNESS, LOW, Unit.LN_COUNT, "earlier payments from this sender to this receiver"),
  SENDER_NONCE(
      Group.NEWNESS, LOW, Unit.LN_COUNT, "transactions that the sender had sent before, ever"),
  RECEIVER_PAYER_NONCE(
      Group.NEWNESS,
      LOW,
      Unit.LN_COUNT,
      "mean experience of those who paid the receiver, this sender included"),

  NEWCOMER_SHARE_R(
      Group.COLLECTOR, HIGH, Unit.SHARE, "share of the receiver's receipts from first-time payers"),
  NEWCOMER_SHARE_S(
      Group.COLLECTOR, HIGH, Unit.SHARE, "share of the sender's receipts from first-time payers"),
  PAYERS_1H(Group.COLLECTOR, HIGH, Unit.LN_COUNT, "distinct payers of the receiver in 1 hour"),
  PAYERS_24H(Group.COLLECTOR, HIGH, Unit.LN_COUNT, "distinct payers of the receiver in 24 hours"),
  RECEIVED_1H(Group.COLLECTOR, HIGH, Unit.LN_AMOUNT, "amount received by the receiver in 1 hour"),
  RECEIVED_24H(
      Group.COLLECTOR, HIGH, Unit.LN_AMOUNT, "amount received by the receiver in 24 hours"),
  RECEIVED_24H_S(
      Group.COLLECTOR, HIGH, Unit.LN_AMOUNT, "amount received by the sender in 24 hours"),
  ACTIVITY_RATE_R(
      Group.COLLECTOR, HIGH, Unit.LN_PER_DAY, "the receiver's transactions per day of its life"),
  ACTIVITY_RATE_S(
      Group.COLLECTOR, HIGH, Unit.LN_PER_DAY, "the sender's transactions per day of its life"),
  RECEIPT_GAP_R(Group.COLLECTOR, LOW, Unit.LN_SECONDS, "mean time between the receiver's receipts"),
  RECEIPT_GAP_S(Group.COLLECTOR, LOW, Unit.LN_SECONDS, "mean time between the sender's receipts"),
  SIGNIFICANT_DIGITS(
      Group.COLLECTOR, LOW, Unit.DIGITS, "significant digits of the amount; few is round"),

  SENDER_BALANCE_RATIO(
      Group.FLOW, HIGH, Unit.LN_RATIO, "what the sender ever received against what it ever sent"),
  SENDER_FAN_OUT(
      Group.FLOW, HIGH, Unit.SHARE, "distinct receivers per transaction that the sender sent"),
  RECEIVERS_24H(Group.FLOW, HIGH, Unit.LN_COUNT, "distinct receivers of the sender in 24 hours"),
  FLOW_7D_R(
      Group.FLOW, HIGH, Unit.SHARE, "how nearly the receiver passed on all it received in 7 days"),
  PAIR_BACK(Group.FLOW, HIGH, Unit.LN_COUNT, "earlier payments from the receiver to the sender"),
  DWELL(Group.FLOW, LOW, Unit.LN_SECONDS, "time since the sender last received anything"),
  DRAIN(Group.FLOW, HIGH, Unit.SHARE, "share of the sender's balance that leaves"),
  OUT_AGAINST_LAST_IN(
      Group.FLOW, LOW, Unit.LN_RATIO, "difference between the amount and the last receipt"),

  AMOUNT(Group.AMOUNT, HIGH, Unit.DEVIATIONS, "amount against all amounts of its currency"),
  AMOUNT_RATIO(Group.AMOUNT, HIGH, Unit.LN_RATIO, "amount against the customer's usual amount"),
  AMOUNT_DEVIATION(
      Group.AMOUNT, HIGH, Unit.DEVIATIONS, "amount against the spread of the customer's amounts"),
  AMOUNT_AGAINST_MAX(
      Group.AMOUNT, HIGH, Unit.LN_RATIO, "amount against the customer's largest so far"),
  HIGH_COUNT_14D(
      Group.AMOUNT, HIGH, Unit.LN_COUNT, "the customer's unusually large amounts in 14 days"),
  FEE_RATIO(Group.AMOUNT, HIGH, Unit.SHARE, "fee as a share of the amount"),
  FEE_AGAINST_MARKET(
      Group.AMOUNT, HIGH, Unit.DEVIATIONS, "fee against the usual fee of the currency"),
  STRUCTURING_7D(
      Group.AMOUNT,
      HIGH,
      Unit.LN_COUNT,
      "the customer's amounts just under a round threshold in 7 days"),
  SAME_AMOUNT(
      Group.AMOUNT, HIGH, Unit.LN_COUNT, "how often in a row the sender sent this very amount"),

  COUNT_1H(Group.VELOCITY, HIGH, Unit.LN_COUNT, "the customer's transactions in 1 hour"),
  COUNT_24H(Group.VELOCITY, HIGH, Unit.LN_COUNT, "the customer's transactions in 24 hours"),
  COUNT_7D(Group.VELOCITY, HIGH, Unit.LN_COUNT, "the customer's transactions in 7 days"),
  SUM_24H(Group.VELOCITY, HIGH, Unit.LN_AMOUNT, "the customer's amounts in 24 hours"),
  SUM_7D(Group.VELOCITY, HIGH, Unit.LN_AMOUNT, "the customer's amounts in 7 days"),
  BURST(Group.VELOCITY, HIGH, Unit.LN_RATIO, "the customer's last hour against its own usual pace"),
  GAP(Group.VELOCITY, NONE, Unit.LN_SECONDS, "time since the customer's last transaction"),
  GAP_DEVIATION(
      Group.VELOCITY,
      HIGH,
      Unit.DEVIATIONS,
      "time since the customer's last transaction against its habit"),

  HOUR_SIN(Group.TIME, NONE, Unit.CYCLE, "hour of the day, sine"),
  HOUR_COS(Group.TIME, NONE, Unit.CYCLE, "hour of the day, cosine"),
  WEEKDAY_SIN(Group.TIME, NONE, Unit.CYCLE, "day of the week, sine"),
  WEEKDAY_COS(Group.TIME, NONE, Unit.CYCLE, "day of the week, cosine"),
  NIGHT(Group.TIME, HIGH, Unit.FLAG, "between 00:00 and 06:00 UTC"),
  HOUR_RARITY(
      Group.TIME,
      HIGH,
      Unit.LN_RATIO,
      "how rarely the customer came at this time of day, on other days"),

  ACCOUNT(
      Group.CUSTOMER,
      NONE,
      Unit.FLAG,
      "the customer is a named account, not an address that stands for one"),
  CUSTOMER_AGE(Group.CUSTOMER, LOW, Unit.LN_SECONDS, "time since the customer was first seen"),
  CUSTOMER_COUNT(Group.CUSTOMER, LOW, Unit.LN_COUNT, "the customer's earlier transactions"),
  NEW_CURRENCY(
      Group.CUSTOMER, HIGH, Unit.FLAG, "the customer's first transaction in this currency"),
  NEW_TYPE(Group.CUSTOMER, HIGH, Unit.FLAG, "the customer's first transaction of this type"),
  FAILED(Group.CUSTOMER, HIGH, Unit.FLAG, "the transaction failed"),
  LOOK_ALIKE(
      Group.ADDRESS,
      HIGH,
      Unit.FLAG,
      "a party's address resembles a counterparty that the other one knows");

  /** Families of features. */
  public enum Group {
    NEWNESS,
    COLLECTOR,
    FLOW,
    AMOUNT,
    VELOCITY,
    TIME,
    CUSTOMER,
    ADDRESS
  }

  /** What a value is measured in. */
  public enum Unit {
    /** ln(1 + seconds). */
    LN_SECONDS,
    /** ln(1 + count). */
    LN_COUNT,
    /** ln(1 + amount / the currency's median). */
    LN_AMOUNT,
    /** ln(1 + transactions per day). */
    LN_PER_DAY,
    /** ln of a ratio. */
    LN_RATIO,
    /** In [0, 1]. */
    SHARE,
    /** ln of a share in (0, 1]. */
    LN_SHARE,
    /** Robust standard deviations, at most 100 where they are the customer's own. */
    DEVIATIONS,
    /** A number of decimal digits, 1 to 12. */
    DIGITS,
    /** 0 or 1. */
    FLAG,
    /** In [−1, 1]. */
    CYCLE
  }

  private static final Feature[] VALUES = values();

  private final Group group;
  private final Direction direction;
  private final Unit unit;
  private final String description;

  Feature(Group group, Direction direction, Unit unit, String description) {
    this.group = group;
    this.direction = direction;
    this.unit = unit;
    this.description = description;
  }

  /** The family. */
  public Group group() {
    return group;
  }

  /** Which end is suspicious. */
  public Direction direction() {
    return direction;
  }

  /** What values are measured in. */
  public Unit unit() {
    return unit;
  }

  /** What it is, for people: a noun phrase. */
  public String description() {
    return description;
  }

  /** The name in files and reports: lower case with underscores. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How many features there are. */
  public static int count() {
    return VALUES.length;
  }

  /** All features in the order of columns; unmodifiable. */
  public static List<Feature> all() {
    return List.of(VALUES);
  }

  /** The feature whose {@link #id} is {@code id}. */
  public static Optional<Feature> find(String id) {
    return Arrays.stream(VALUES).filter(feature -> feature.id().equals(id)).findFirst();
  }
}
