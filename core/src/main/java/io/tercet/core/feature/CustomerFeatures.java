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

  /** The least spread of a customer's amounts, as a share of the median. */
  private static final float MIN_SPREAD = 0.1f;

  private static final float MAX_DEVIATIONS = 100;

  /** Amounts from here up to the next power of ten are just under a threshold. */
  private static final double JUST_UNDER = 9;

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

  static void emit(Row row, FeatureBlock block, int i) {
    float[][] out = block.columns;
    emitAmount(row, block, i);
    emitFee(row, out, i);
    emitStructuring(row, out, i);
    emitVelocity(row, out, i);
    emitGap(row, out, i);
    emitTime(row, out, i);
    int count = row.customer[row.customerAt + CustomerProfiles.COUNT];
    int first = row.customer[row.customerAt + CustomerProfiles.FIRST_SEEN];
    int seen = row.customer[row.customerAt + CustomerProfiles.SEEN_KINDS];
    boolean known = count > 0;
    put(out, Feature.CUSTOMER_AGE, i, known ? Ln.onePlus(Math.max(0, row.time - first)) : 0);
    put(out, Feature.CUSTOMER_COUNT, i, Ln.onePlus(count));
    put(out, Feature.NEW_TYPE, i, known && (seen & row.kinds & 0xFF) == 0 ? 1 : 0);
    put(out, Feature.NEW_CURRENCY, i, known && (seen & row.kinds & ~0xFF) == 0 ? 1 : 0);
    put(out, Feature.FAILED, i, row.failed ? 1 : 0);
    block.customerCount[i] = count;
    block.hour[i] = (byte) (row.time % DAY / 3600);
  }

  private static void emitAmount(Row row, FeatureBlock block, int i) {
    int[] c = row.customer;
    int at = row.customerAt;
    float[][] out = block.columns;
    int count = c[at + CustomerProfiles.COUNT];
    float amount = row.relativeAmount;
    put(out, Feature.AMOUNT, i, (float) (row.lnRelativeAmount / row.currencySpread));
    int size = RecentAmounts.size(count);
    float median = 1;
    float spread = 1;
    if (size > 0) {
      float own = RecentAmounts.median(c, at + CustomerProfiles.AMOUNTS, size);
      float mad = RecentAmounts.mad(c, at + CustomerProfiles.AMOUNTS, size, own);
      float weight = size / (size + SHRINKAGE);
      median = weight * own + (1 - weight);
      spread = weight * Math.max(MAD_TO_DEVIATION * mad, MIN_SPREAD * own) + (1 - weight);
    }
    float deviation = Math.min(MAX_DEVIATIONS, (amount - median) / spread);
    row.high = deviation > HIGH_DEVIATIONS;
    put(out, Feature.AMOUNT_RATIO, i, (float) Ln.of((amount + 1.0) / (median + 1.0)));
    put(out, Feature.AMOUNT_DEVIATION, i, deviation);
    float max = number(c, at + CustomerProfiles.MAX);
    put(
        out,
        Feature.AMOUNT_AGAINST_MAX,
        i,
        count == 0 ? Float.NaN : (float) Ln.of((amount + 0.01) / (max + 0.01)));
    int last = c[at + CustomerProfiles.LAST_SEEN];
    int now = Math.max(row.time, last);
    int earlierHigh =
        count == 0
            ? 0
            : CustomerProfiles.FORTNIGHT.count(c, at + CustomerProfiles.HIGH_14D, last, now);
    put(out, Feature.HIGH_COUNT_14D, i, Ln.onePlus(earlierHigh));
    block.usualAmount[i] = median * row.currencyMedian;
    block.usualAmountFeature[i] = (float) (Ln.of(Math.max(median, 1e-6f)) / row.currencySpread);
    float mean = count == 0 ? 0 : number(c, at + CustomerProfiles.SUM) / count;
    block.amountToMean[i] = mean > 0 ? amount / mean : Float.NaN;
  }

  private static void emitFee(Row row, float[][] out, int i) {
    boolean none = row.fee <= 0;
    double ratio = row.amount > 0 ? Math.min(1, row.fee / row.amount) : 1;
    put(out, Feature.FEE_RATIO, i, none ? 0 : (float) ratio);
    put(out, Feature.FEE_AGAINST_MARKET, i, (float) row.lnRelativeFee);
  }

  private static void emitStructuring(Row row, float[][] out, int i) {
    row.structured = SignificantDigits.mantissa(row.amount) >= JUST_UNDER;
    int digits = SignificantDigits.of(row.amount);
    put(out, Feature.SIGNIFICANT_DIGITS, i, row.amount > 0 ? digits : Float.NaN);
    if (!row.structured) {
      put(out, Feature.STRUCTURING_7D, i, 0);
      return;
    }
    int last = row.customer[row.customerAt + CustomerProfiles.LAST_SEEN];
    int now = Math.max(row.time, last);
    int at = row.customerAt + CustomerProfiles.STRUCTURED_7D;
    put(
        out,
        Feature.STRUCTURING_7D,
        i,
        Ln.onePlus(1 + Rings.WEEK.count(row.customer, at, last, now)));
  }

  private static void emitVelocity(Row row, float[][] out, int i) {
    int[] c = row.customer;
    int at = row.customerAt;
    int last = c[at + CustomerProfiles.LAST_SEEN];
    int now = Math.max(row.time, last);
    int hour = Rings.HOUR.count(c, at + CustomerProfiles.COUNT_1H, last, now);
    int day = Rings.DAY.count(c, at + CustomerProfiles.COUNT_24H, last, now);
    int week = Rings.WEEK.count(c, at + CustomerProfiles.COUNT_7D, last, now);
    put(out, Feature.COUNT_1H, i, Ln.onePlus(hour));
    put(out, Feature.COUNT_24H, i, Ln.onePlus(day));
    put(out, Feature.COUNT_7D, i, Ln.onePlus(week));
    put(
        out,
        Feature.SUM_24H,
        i,
        Ln.onePlus(Rings.DAY.sum(c, at + CustomerProfiles.SUM_24H, last, now)));
    put(
        out,
        Feature.SUM_7D,
        i,
        Ln.onePlus(Rings.WEEK.sum(c, at + CustomerProfiles.SUM_7D, last, now)));
    int count = c[at + CustomerProfiles.COUNT];
    double days = Math.max(1, (row.time - c[at + CustomerProfiles.FIRST_SEEN]) / (double) DAY);
    double usualPerHour = count / (days * 24);
    put(out, Feature.BURST, i, count == 0 ? 0 : (float) Ln.of((hour + 1) / (usualPerHour + 1)));
  }

  private static void emitGap(Row row, float[][] out, int i) {
    int[] c = row.customer;
    int at = row.customerAt;
    int count = c[at + CustomerProfiles.COUNT];
    if (count == 0) {
      put(out, Feature.GAP, i, Float.NaN);
      put(out, Feature.GAP_DEVIATION, i, Float.NaN);
      return;
    }
    float gap = Ln.onePlus(Math.max(0, row.time - c[at + CustomerProfiles.LAST_SEEN]));
    put(out, Feature.GAP, i, gap);
    int gaps = count - 1;
    // Shrunk towards a habit of about a day with a spread of a factor of e², as if seen five times.
    float mean =
        (number(c, at + CustomerProfiles.GAP_MEAN) * gaps + SHRINKAGE * 11) / (gaps + SHRINKAGE);
    float variance = (number(c, at + CustomerProfiles.GAP_M2) + SHRINKAGE * 4) / (gaps + SHRINKAGE);
    put(out, Feature.GAP_DEVIATION, i, (gap - mean) / (float) Math.sqrt(variance));
  }

  private static void emitTime(Row row, float[][] out, int i) {
    int second = row.time % DAY;
    int weekSecond = (row.time + WEEK_OFFSET) % WEEK;
    int dayStep = (int) ((long) second * CYCLE_STEPS / DAY);
    int weekStep = (int) ((long) weekSecond * CYCLE_STEPS / WEEK);
    put(out, Feature.HOUR_SIN, i, SINE[dayStep]);
    put(out, Feature.HOUR_COS, i, SINE[dayStep + CYCLE_STEPS / 4 & CYCLE_STEPS - 1]);
    put(out, Feature.WEEKDAY_SIN, i, SINE[weekStep]);
    put(out, Feature.WEEKDAY_COS, i, SINE[weekStep + CYCLE_STEPS / 4 & CYCLE_STEPS - 1]);
    put(out, Feature.NIGHT, i, second < NIGHT_ENDS ? 1 : 0);
    int count = row.customer[row.customerAt + CustomerProfiles.COUNT];
    int atHour =
        row.customer[row.customerAt + CustomerProfiles.HOURS + CustomerProfiles.dayPart(row.time)];
    // One of eight parts; an account without history has no habit.
    put(out, Feature.HOUR_RARITY, i, (float) Ln.of((count + 8.0) / (8.0 * (atHour + 1.0))));
  }

  private static void put(float[][] out, Feature feature, int i, float value) {
    out[feature.ordinal()][i] = value;
  }
}
