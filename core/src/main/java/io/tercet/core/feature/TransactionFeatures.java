package io.tercet.core.feature;

import io.tercet.core.transaction.TransactionBlock;
import io.tercet.core.transaction.TransactionStatus;

/** Emits what a transaction says by itself, whatever came before. */
final class TransactionFeatures {
  /** Leading digits from 9, but for rounding, up to 10 are just under a threshold. */
  static final double JUST_UNDER = 9 - 1e-12;

  private static final byte FAILED = TransactionStatus.FAILED.code();
  private static final int NIGHT_ENDS = 6 * 3600;
  private static final int DAY = 86_400;
  private static final int WEEK = 7 * DAY;
  // 2000-01-01 was a Saturday; a week begins on Monday.
  private static final int WEEK_OFFSET = 5 * DAY;
  private static final int CYCLE_STEPS = 1 << 10;
  private static final int QUARTER = CYCLE_STEPS / 4;
  private static final float[] SINE = new float[CYCLE_STEPS + QUARTER];

  static {
    for (int i = 0; i < SINE.length; i++) {
      SINE[i] = (float) StrictMath.sin(2 * Math.PI * (i % CYCLE_STEPS) / CYCLE_STEPS);
    }
  }

  private TransactionFeatures() {}

  static void emit(Batch batch) {
    emitHour(batch);
    emitWeekday(batch);
    emitDigits(batch);
    emitFee(batch);
    emitAccount(batch);
  }

  private static void emitHour(Batch batch) {
    byte[] hour = batch.out.hour;
    for (int k = 0; k < batch.count; k++) {
      int second = batch.time[k] % DAY;
      int step = (int) ((long) second * CYCLE_STEPS / DAY);
      batch.put(Slot.HOUR_SIN, k, SINE[step]);
      batch.put(Slot.HOUR_COS, k, SINE[step + QUARTER]);
      batch.put(Slot.NIGHT, k, second < NIGHT_ENDS ? 1 : 0);
      hour[batch.from + k] = (byte) (second / 3600);
    }
  }

  private static void emitWeekday(Batch batch) {
    for (int k = 0; k < batch.count; k++) {
      int second = (batch.time[k] + WEEK_OFFSET) % WEEK;
      int step = (int) ((long) second * CYCLE_STEPS / WEEK);
      batch.put(Slot.WEEKDAY_SIN, k, SINE[step]);
      batch.put(Slot.WEEKDAY_COS, k, SINE[step + QUARTER]);
    }
  }

  private static void emitDigits(Batch batch) {
    double[] amount = batch.in.amount;
    for (int k = 0; k < batch.count; k++) {
      double value = amount[batch.from + k];
      int magnitude = SignificantDigits.magnitude(value);
      int digits = SignificantDigits.of(value, magnitude);
      batch.put(Slot.SIGNIFICANT_DIGITS, k, digits > 0 ? digits : Float.NaN);
      batch.structured[k] = SignificantDigits.mantissa(value, magnitude) >= JUST_UNDER;
    }
  }

  /** An address stands for its customer where no account is named. */
  private static void emitAccount(Batch batch) {
    TransactionBlock in = batch.in;
    for (int k = 0; k < batch.count; k++) {
      int i = batch.from + k;
      boolean isSender = in.customer[i] == in.sender[i] && in.senderShape[i] != 0;
      boolean isReceiver = in.customer[i] == in.receiver[i] && in.receiverShape[i] != 0;
      batch.put(Slot.ACCOUNT, k, isSender || isReceiver ? 0 : 1);
    }
  }

  private static void emitFee(Batch batch) {
    TransactionBlock in = batch.in;
    for (int k = 0; k < batch.count; k++) {
      int i = batch.from + k;
      double share = in.amount[i] > 0 ? Math.min(1, in.fee[i] / in.amount[i]) : 1;
      batch.put(Slot.FEE_RATIO, k, in.fee[i] <= 0 ? 0 : (float) share);
      batch.put(Slot.FAILED, k, in.status[i] == FAILED ? 1 : 0);
    }
  }
}
