package io.tercet.core.feature;

import static io.tercet.core.feature.CustomerProfiles.number;

import io.tercet.core.math.Ln;

/** Emits what the customer's habits say of a transaction, before it updates them. */
final class CustomerFeatures {
  /** How many own amounts weigh as much as the currency's median does. */
  private static final float SHRINKAGE = 5;

  private static final float MAD_TO_DEVIATION = 1.4826f;

  /** More than so many deviations above the median is unusually large. */
  private static final float HIGH_DEVIATIONS = 4;

  /** Half of what a customer's amounts spread by, as a share of the median. */
  private static final float USUAL_SPREAD = 0.25f;

  private static final float MAX_DEVIATIONS = 100;

  /** Softens ratios of amounts: a hundredth of a usual amount. */
  private static final double EPSILON = 0.01;

  /** Leading digits from 9, but for rounding, up to 10 are just under a threshold. */
  static final double JUST_UNDER = 9 - 1e-12;

  private static final int NIGHT_ENDS = 6 * 3600;
  private static final int DAY = 86_400;
  private static final int WEEK = 7 * DAY;
  // 2000-01-01 was a Saturday; a week begins on Monday.
  private static final int WEEK_OFFSET = 5 * DAY;
  private static final int CYCLE_STEPS = 1 << 10;
  private static final float[] SINE = new float[CYCLE_STEPS];

  static {
    for (int i = 0; i < CYCLE_STEPS; i++) {
      SINE[i] = (float) StrictMath.sin(2 * Math.PI * i / CYCLE_STEPS);
    }
  }

  private CustomerFeatures() {}

  static void emit(Row row, FeatureBlock block) {
    emitAmount(row, block);
    emitFee(row);
    emitStructuring(row);
    emitVelocity(row);
    emitGap(row);
    emitTime(row);
    emitCustomer(row);
    block.customerCount[row.index] = row.customer[row.customerAt + CustomerProfiles.COUNT];
    block.hour[row.index] = (byte) (row.time % DAY / 3600);
  }

  private static void emitCustomer(Row row) {
    int count = row.customer[row.customerAt + CustomerProfiles.COUNT];
    int first = row.customer[row.customerAt + CustomerProfiles.FIRST_SEEN];
    int seen = row.customer[row.customerAt + CustomerProfiles.SEEN_KINDS];
    boolean known = count > 0;
    row.put(Feature.ACCOUNT, row.isAccount ? 1 : 0);
    row.put(Feature.CUSTOMER_AGE, known ? Ln.onePlus(Math.max(0, row.time - first)) : 0);
    row.put(Feature.CUSTOMER_COUNT, Ln.onePlus(count));
    row.put(Feature.NEW_TYPE, known && (seen & row.kinds & 0xFF) == 0 ? 1 : 0);
    row.put(Feature.NEW_CURRENCY, known && (seen & row.kinds & ~0xFF) == 0 ? 1 : 0);
    row.put(Feature.FAILED, row.failed ? 1 : 0);
  }

  private static void emitAmount(Row row, FeatureBlock block) {
    int[] c = row.customer;
    int amounts = row.customerAt + CustomerProfiles.AMOUNTS;
    int size = RecentAmounts.size(c[row.customerAt + CustomerProfiles.COUNT]);
    float median = 1;
    float spread = 1;
    if (size > 0) {
      float own = RecentAmounts.median(c, amounts, size);
      float mad = RecentAmounts.mad(c, amounts, size, own);
      float weight = size / (size + SHRINKAGE);
      median = weight * own + (1 - weight);
      spread = weight * (0.5f * MAD_TO_DEVIATION * mad + USUAL_SPREAD * own) + (1 - weight);
    }
    float deviation = Math.min(MAX_DEVIATIONS, (row.relativeAmount - median) / spread);
    row.high = deviation > HIGH_DEVIATIONS;
    row.put(Feature.AMOUNT, (float) (row.lnRelativeAmount / row.currencySpread));
    row.put(
        Feature.AMOUNT_RATIO, (float) Ln.of((row.relativeAmount + EPSILON) / (median + EPSILON)));
    row.put(Feature.AMOUNT_DEVIATION, deviation);
    emitLargeAmounts(row, block);
    block.usualAmount[row.index] = median * row.currencyMedian;
    block.usualAmountFeature[row.index] = (float) (Ln.of(median) / row.currencySpread);
  }

  private static void emitLargeAmounts(Row row, FeatureBlock block) {
    int[] c = row.customer;
    int at = row.customerAt;
    if (c[at + CustomerProfiles.COUNT] == 0) {
      row.put(Feature.AMOUNT_AGAINST_MAX, Float.NaN);
      row.put(Feature.HIGH_COUNT_14D, 0);
      block.amountToMean[row.index] = Float.NaN;
      return;
    }
    int last = c[at + CustomerProfiles.LAST_SEEN];
    int now = Math.max(row.time, last);
    int high = CustomerProfiles.FORTNIGHT.count(c, at + CustomerProfiles.HIGH_14D, last, now);
    double max = number(c, at + CustomerProfiles.MAX);
    float mean = number(c, at + CustomerProfiles.MEAN);
    row.put(
        Feature.AMOUNT_AGAINST_MAX,
        (float) Ln.of((row.relativeAmount + EPSILON) / (max + EPSILON)));
    row.put(Feature.HIGH_COUNT_14D, Ln.onePlus(high));
    block.amountToMean[row.index] =
        mean > 0 ? Math.min(FeatureEngine.MAX_RELATIVE, row.relativeAmount / mean) : Float.NaN;
  }

  private static void emitFee(Row row) {
    double ratio = row.amount > 0 ? Math.min(1, row.fee / row.amount) : 1;
    row.put(Feature.FEE_RATIO, row.fee <= 0 ? 0 : (float) ratio);
    row.put(Feature.FEE_AGAINST_MARKET, (float) row.feeDeviation);
  }

  private static void emitStructuring(Row row) {
    int[] c = row.customer;
    int at = row.customerAt;
    int digits = SignificantDigits.of(row.amount);
    row.put(Feature.SIGNIFICANT_DIGITS, digits > 0 ? digits : Float.NaN);
    row.structured = SignificantDigits.mantissa(row.amount) >= JUST_UNDER;
    int count = 0;
    if (row.structured) {
      int last = c[at + CustomerProfiles.LAST_SEEN];
      int now = Math.max(row.time, last);
      count = 1 + Rings.WEEK.count(c, at + CustomerProfiles.STRUCTURED_7D, last, now);
    }
    row.put(Feature.STRUCTURING_7D, Ln.onePlus(count));
  }

  private static void emitVelocity(Row row) {
    int[] c = row.customer;
    int at = row.customerAt;
    int last = c[at + CustomerProfiles.LAST_SEEN];
    int now = Math.max(row.time, last);
    int hour = Rings.HOUR.count(c, at + CustomerProfiles.COUNT_1H, last, now);
    int day = Rings.DAY.count(c, at + CustomerProfiles.COUNT_24H, last, now);
    int week = Rings.WEEK.count(c, at + CustomerProfiles.COUNT_7D, last, now);
    float daySum = Rings.DAY.sum(c, at + CustomerProfiles.SUM_24H, last, now);
    float weekSum = Rings.WEEK.sum(c, at + CustomerProfiles.SUM_7D, last, now);
    row.put(Feature.COUNT_1H, Ln.onePlus(hour));
    row.put(Feature.COUNT_24H, Ln.onePlus(day));
    row.put(Feature.COUNT_7D, Ln.onePlus(week));
    row.put(Feature.SUM_24H, Ln.onePlus(daySum));
    row.put(Feature.SUM_7D, Ln.onePlus(weekSum));
    int count = c[at + CustomerProfiles.COUNT];
    double days = Math.max(1, (row.time - c[at + CustomerProfiles.FIRST_SEEN]) / (double) DAY);
    double usualPerHour = count / (days * 24);
    row.put(Feature.BURST, count == 0 ? 0 : (float) Ln.of((hour + 1) / (usualPerHour + 1)));
  }

  private static void emitGap(Row row) {
    int[] c = row.customer;
    int at = row.customerAt;
    int count = c[at + CustomerProfiles.COUNT];
    if (count == 0) {
      row.put(Feature.GAP, Float.NaN);
      row.put(Feature.GAP_DEVIATION, Float.NaN);
      return;
    }
    float gap = Ln.onePlus(Math.max(0, row.time - c[at + CustomerProfiles.LAST_SEEN]));
    int gaps = count - 1;
    // Shrunk towards a habit of about a day with a spread of a factor of e², as if seen five times.
    float mean =
        (number(c, at + CustomerProfiles.GAP_MEAN) * gaps + SHRINKAGE * 11) / (gaps + SHRINKAGE);
    float variance = (number(c, at + CustomerProfiles.GAP_M2) + SHRINKAGE * 4) / (gaps + SHRINKAGE);
    row.put(Feature.GAP, gap);
    row.put(Feature.GAP_DEVIATION, (gap - mean) / (float) Math.sqrt(variance));
  }

  private static void emitTime(Row row) {
    int second = row.time % DAY;
    int weekSecond = (row.time + WEEK_OFFSET) % WEEK;
    int dayStep = (int) ((long) second * CYCLE_STEPS / DAY);
    int weekStep = (int) ((long) weekSecond * CYCLE_STEPS / WEEK);
    row.put(Feature.HOUR_SIN, SINE[dayStep]);
    row.put(Feature.HOUR_COS, SINE[dayStep + CYCLE_STEPS / 4 & CYCLE_STEPS - 1]);
    row.put(Feature.WEEKDAY_SIN, SINE[weekStep]);
    row.put(Feature.WEEKDAY_COS, SINE[weekStep + CYCLE_STEPS / 4 & CYCLE_STEPS - 1]);
    row.put(Feature.NIGHT, second < NIGHT_ENDS ? 1 : 0);
    int count = row.customer[row.customerAt + CustomerProfiles.COUNT];
    int part = CustomerProfiles.dayPart(row.time);
    int atHour = row.customer[row.customerAt + CustomerProfiles.HOURS + part];
    // One of eight parts; an account without history has no habit.
    row.put(Feature.HOUR_RARITY, (float) Ln.of((count + 8.0) / (8.0 * (atHour + 1.0))));
  }
}
