package io.tercet.core.feature;

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

  private static final float DAY = 86_400;

  private CustomerFeatures() {}

  static void emit(Batch batch, Row row, ProfileTable customers) {
    for (int k = 0; k < batch.count; k++) {
      row.meetCustomer(batch, k);
      long[] page = customers.page(batch.customer[k]);
      int at = customers.offset(batch.customer[k]);
      emitKind(row, page, at, batch, k);
      emitAmount(row, page, at, batch, k);
      emitLargeAmount(row, page, at, batch, k);
      emitGap(row, page, at, batch, k);
      CustomerProfiles.advance(row, page, at);
      emitWindows(row, page, at, batch, k);
      CustomerProfiles.update(row, page, at);
    }
  }

  private static void emitKind(Row row, long[] page, int at, Batch batch, int k) {
    int count = CustomerProfiles.count(page, at);
    int fresh = row.kinds & ~Words.high(page[at + CustomerProfiles.COUNT_AND_KINDS]);
    int known = count > 0 ? 1 : 0;
    batch.putLnOnePlus(Slot.CUSTOMER_COUNT, k, count);
    batch.put(Slot.NEW_TYPE, k, (fresh & 0xFF) != 0 ? known : 0);
    batch.put(Slot.NEW_CURRENCY, k, (fresh & ~0xFF) != 0 ? known : 0);
    int atHour = CustomerProfiles.inDayPart(page, at, CustomerProfiles.dayPart(row.time));
    int atAll = CustomerProfiles.inAllDayParts(page, at);
    // One of eight parts; an account without earlier visits has no habit.
    batch.putLn(Slot.HOUR_RARITY, k, (atAll + 8f) / (8 * (atHour + 1f)));
    batch.out.customerCount[row.index] = count;
    batch.customerFlow[k] = page[at + CustomerProfiles.RECEIVED_AND_SENT];
    batch.customerReceipt[k] = page[at + CustomerProfiles.LAST_RECEIPT_TIME_AND_AMOUNT];
  }

  private static void emitAmount(Row row, long[] page, int at, Batch batch, int k) {
    int size = RecentAmounts.size(CustomerProfiles.count(page, at));
    long habit = page[at + CustomerProfiles.MEDIAN_AND_MAD]; // 0 without history
    float own = Words.lowFloat(habit);
    float mad = Words.highFloat(habit);
    float weight = size / (size + SHRINKAGE);
    float median = weight * own + (1 - weight);
    float spread = weight * (0.5f * MAD_TO_DEVIATION * mad + USUAL_SPREAD * own) + (1 - weight);
    float deviation = Math.min(MAX_DEVIATIONS, (row.amount - median) / spread);
    row.high = deviation > HIGH_DEVIATIONS;
    batch.putLn(Slot.AMOUNT_RATIO, k, (row.amount + EPSILON) / (median + EPSILON));
    batch.put(Slot.AMOUNT_DEVIATION, k, deviation);
    batch.out.usualAmount[row.index] = median * batch.currencyMedian[k];
    batch.putLn(Slot.USUAL_AMOUNT, k, median);
  }

  private static void emitLargeAmount(Row row, long[] page, int at, Batch batch, int k) {
    if (CustomerProfiles.count(page, at) == 0) {
      batch.putUnknownLn(Slot.AMOUNT_AGAINST_MAX, k);
      batch.out.amountToMean[row.index] = Float.NaN;
      return;
    }
    long habit = page[at + CustomerProfiles.MEAN_AND_MAX];
    float mean = Words.lowFloat(habit);
    float toMax = (row.amount + EPSILON) / (Words.highFloat(habit) + EPSILON);
    float toMean = Math.min(AmountFeatures.MAX_RELATIVE, row.amount / mean);
    batch.putLn(Slot.AMOUNT_AGAINST_MAX, k, toMax);
    batch.out.amountToMean[row.index] = mean > 0 ? toMean : Float.NaN;
  }

  private static void emitGap(Row row, long[] page, int at, Batch batch, int k) {
    int count = CustomerProfiles.count(page, at);
    if (count == 0) {
      batch.put(Slot.GAP, k, Float.NaN);
      batch.put(Slot.GAP_DEVIATION, k, Float.NaN);
      return;
    }
    int last = Words.high(page[at + CustomerProfiles.FIRST_AND_LAST_SEEN]);
    long habit = page[at + CustomerProfiles.GAP_MEAN_AND_SQUARES];
    float gap = Ln.onePlus(Math.max(0, row.time - last));
    float gaps = count - 1;
    // Shrunk towards a habit of about a day with a spread of a factor of e², as if seen five times.
    float share = 1 / (gaps + SHRINKAGE);
    float mean = (Words.lowFloat(habit) * gaps + SHRINKAGE * 11) * share;
    float variance = (Words.highFloat(habit) + SHRINKAGE * 4) * share;
    row.gap = gap;
    batch.put(Slot.GAP, k, gap);
    batch.put(Slot.GAP_DEVIATION, k, (gap - mean) / (float) Math.sqrt(variance));
  }

  private static void emitWindows(Row row, long[] page, int at, Batch batch, int k) {
    int hour = Rings.count(page, at + CustomerProfiles.COUNT_1H);
    batch.putLnOnePlus(Slot.COUNT_1H, k, hour);
    batch.putLnOnePlus(Slot.COUNT_24H, k, Rings.count(page, at + CustomerProfiles.COUNT_24H));
    batch.putLnOnePlus(Slot.COUNT_7D, k, Rings.count(page, at + CustomerProfiles.COUNT_7D));
    batch.putLn(Slot.SUM_24H, k, 1 + Rings.sum(page, at + CustomerProfiles.SUM_24H));
    batch.putLn(Slot.SUM_7D, k, 1 + Rings.sum(page, at + CustomerProfiles.SUM_7D));
    batch.putLnOnePlus(Slot.HIGH_COUNT_14D, k, Rings.count(page, at + CustomerProfiles.HIGH_14D));
    int structured = 1 + Rings.count(page, at + CustomerProfiles.STRUCTURED_7D);
    batch.putLnOnePlus(Slot.STRUCTURING_7D, k, row.structured ? structured : 0);
    int age = Math.max(0, row.time - CustomerProfiles.firstSeen(page, at));
    int count = CustomerProfiles.count(page, at);
    float usualPerHour = count * 3600f / Math.max(DAY, age);
    batch.putLnOnePlus(Slot.CUSTOMER_AGE, k, age);
    batch.putLn(Slot.BURST, k, count == 0 ? 1 : (hour + 1) / (usualPerHour + 1));
  }
}
