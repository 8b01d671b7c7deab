package io.tercet.core.feature;

import static io.tercet.core.feature.CustomerProfiles.number;

import io.tercet.core.math.Ln;

/** Emits what the customer's habits say of a transaction, then updates them with it. */
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
  private static final float EPSILON = 0.01f;

  private static final double DAY = 86_400;

  private CustomerFeatures() {}

  static void emit(Batch batch, Row row, ProfileTable customers) {
    for (int k = 0; k < batch.count; k++) {
      row.begin(batch, k);
      int[] page = customers.page(batch.customer[k]);
      int at = customers.offset(batch.customer[k]);
      emit(row, page, at, batch);
      emitAmount(row, page, at, batch);
      emitGap(row, page, at);
      int now = CustomerProfiles.advance(row, page, at);
      emitWindows(row, page, at);
      CustomerProfiles.update(row, page, at, now);
    }
  }

  private static void emit(Row row, int[] page, int at, Batch batch) {
    int k = row.index - batch.from;
    int count = page[at + CustomerProfiles.COUNT];
    int seen = page[at + CustomerProfiles.SEEN_KINDS];
    int known = count > 0 ? 1 : 0;
    row.put(Feature.CUSTOMER_COUNT, Ln.onePlus(count));
    row.put(Feature.NEW_TYPE, (seen & row.kinds & 0xFF) == 0 ? known : 0);
    row.put(Feature.NEW_CURRENCY, (seen & row.kinds & ~0xFF) == 0 ? known : 0);
    int atHour = page[at + CustomerProfiles.HOURS + CustomerProfiles.dayPart(row.time)];
    // One of eight parts; an account without history has no habit.
    row.put(Feature.HOUR_RARITY, (count + 8f) / (8 * (atHour + 1f)));
    batch.out.customerCount[row.index] = count;
    batch.customerCount[k] = count;
    batch.customerReceived[k] = number(page, at + CustomerProfiles.RECEIVED);
    batch.customerSent[k] = number(page, at + CustomerProfiles.SENT);
    batch.customerReceiptTime[k] = page[at + CustomerProfiles.LAST_RECEIPT_TIME];
    batch.customerReceipt[k] = number(page, at + CustomerProfiles.LAST_RECEIPT_AMOUNT);
  }

  private static void emitAmount(Row row, int[] page, int at, Batch batch) {
    int size = RecentAmounts.size(page[at + CustomerProfiles.COUNT]);
    float median = 1;
    float spread = 1;
    if (size > 0) {
      int amounts = at + CustomerProfiles.AMOUNTS;
      float own = RecentAmounts.median(page, amounts, size);
      float mad = RecentAmounts.mad(page, amounts, size, own);
      float weight = size / (size + SHRINKAGE);
      median = weight * own + (1 - weight);
      spread = weight * (0.5f * MAD_TO_DEVIATION * mad + USUAL_SPREAD * own) + (1 - weight);
    }
    float deviation = Math.min(MAX_DEVIATIONS, (row.amount - median) / spread);
    row.high = deviation > HIGH_DEVIATIONS;
    row.put(Feature.AMOUNT_RATIO, (row.amount + EPSILON) / (median + EPSILON));
    row.put(Feature.AMOUNT_DEVIATION, deviation);
    int k = row.index - batch.from;
    batch.out.usualAmount[row.index] = median * batch.currencyMedian[k];
    batch.out.usualAmountFeature[row.index] = median;
    emitLargeAmount(row, page, at, batch);
  }

  private static void emitLargeAmount(Row row, int[] page, int at, Batch batch) {
    boolean known = page[at + CustomerProfiles.COUNT] > 0;
    float max = number(page, at + CustomerProfiles.MAX);
    float mean = number(page, at + CustomerProfiles.MEAN);
    float toMax = (row.amount + EPSILON) / (max + EPSILON);
    float toMean = Math.min(AmountFeatures.MAX_RELATIVE, row.amount / mean);
    row.put(Feature.AMOUNT_AGAINST_MAX, known ? toMax : Float.NaN);
    batch.out.amountToMean[row.index] = known && mean > 0 ? toMean : Float.NaN;
  }

  private static void emitGap(Row row, int[] page, int at) {
    int count = page[at + CustomerProfiles.COUNT];
    if (count == 0) {
      row.put(Feature.GAP, Float.NaN);
      row.put(Feature.GAP_DEVIATION, Float.NaN);
      return;
    }
    float gap = Ln.onePlus(Math.max(0, row.time - page[at + CustomerProfiles.LAST_SEEN]));
    float gaps = count - 1;
    // Shrunk towards a habit of about a day with a spread of a factor of e², as if seen five times.
    float share = 1 / (gaps + SHRINKAGE);
    float mean = (number(page, at + CustomerProfiles.GAP_MEAN) * gaps + SHRINKAGE * 11) * share;
    float variance = (number(page, at + CustomerProfiles.GAP_M2) + SHRINKAGE * 4) * share;
    row.gap = gap;
    row.put(Feature.GAP, gap);
    row.put(Feature.GAP_DEVIATION, (gap - mean) / (float) Math.sqrt(variance));
  }

  private static void emitWindows(Row row, int[] page, int at) {
    int hour = Rings.HOUR.count(page, at + CustomerProfiles.COUNT_1H);
    row.put(Feature.COUNT_1H, Ln.onePlus(hour));
    row.put(Feature.COUNT_24H, Ln.onePlus(Rings.DAY.count(page, at + CustomerProfiles.COUNT_24H)));
    row.put(Feature.COUNT_7D, Ln.onePlus(Rings.WEEK.count(page, at + CustomerProfiles.COUNT_7D)));
    row.put(Feature.SUM_24H, 1 + Rings.DAY.sum(page, at + CustomerProfiles.SUM_24H));
    row.put(Feature.SUM_7D, 1 + Rings.WEEK.sum(page, at + CustomerProfiles.SUM_7D));
    row.put(
        Feature.HIGH_COUNT_14D,
        Ln.onePlus(Rings.FORTNIGHT.count(page, at + CustomerProfiles.HIGH_14D)));
    int structured =
        row.structured ? 1 + Rings.WEEK.count(page, at + CustomerProfiles.STRUCTURED_7D) : 0;
    row.put(Feature.STRUCTURING_7D, Ln.onePlus(structured));
    int age = Math.max(0, row.time - page[at + CustomerProfiles.FIRST_SEEN]);
    int count = page[at + CustomerProfiles.COUNT];
    float usualPerHour = (float) (count / (Math.max(DAY, age) / 3600));
    row.put(Feature.CUSTOMER_AGE, 1f + age);
    row.put(Feature.BURST, count == 0 ? 1 : (hour + 1) / (usualPerHour + 1));
  }
}
