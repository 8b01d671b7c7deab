package io.tercet.jobs;

import io.tercet.core.evaluation.LongIndex;
import io.tercet.store.ScoreBlock;
import java.util.Arrays;

/**
 * Scores and labels of many transactions as growing columns of numbers, in time order: about 46
 * bytes a row, and 12 more an account. Days are numbered without gaps, from 0.
 */
final class ScoredRows {
  static final int STATISTICAL = 0;
  static final int FOREST = 1;
  static final int AUTOENCODER = 2;
  static final int TOTAL = 3;

  private static final long DAY_MICROS = 86_400_000_000L;
  private static final int MOST_CURRENCIES = Short.MAX_VALUE;

  private int size;
  private int[] day = new int[1024];
  private int[] account = new int[1024];
  private double[] amount = new double[1024];
  private boolean[] fraud = new boolean[1024];
  private byte[] level = new byte[1024];
  private byte[] spoken = new byte[1024];
  private short[] typology = new short[1024];
  private short[] currency = new short[1024];
  private short[] model = new short[1024];
  private final float[][] risk = new float[4][1024];

  private int days;
  private int[] epochDays = new int[64];
  private int[] dayBegins = new int[64];
  private final LongIndex accounts = new LongIndex(1024);
  private final LongIndex currencies = new LongIndex(16);
  private long[] currencySequences = new long[16];
  private final LongIndex models = new LongIndex(4);
  private int[] modelNumbers = new int[16];

  /** Appends a row of a block, not earlier than those before. */
  void add(ScoreBlock block, int i, boolean isFraud, short itsTypology) {
    if (size == day.length) {
      grow(size + (size >> 1));
    }
    day[size] = day(Math.floorDiv(block.timestamp[i], DAY_MICROS));
    account[size] = accounts.add(block.customer[i]);
    amount[size] = block.amount[i];
    fraud[size] = isFraud;
    level[size] = block.level[i];
    spoken[size] = block.typology[i];
    typology[size] = itsTypology;
    currency[size] = currency(block, i);
    model[size] = modelIndex(block.model[i]);
    risk[STATISTICAL][size] = block.statisticalRisk[i];
    risk[FOREST][size] = block.forestRisk[i];
    risk[AUTOENCODER][size] = block.autoencoderRisk[i];
    risk[TOTAL][size] = block.totalRisk[i];
    size++;
  }

  private int day(long epochDay) {
    if (days == 0 || epochDays[days - 1] != epochDay) {
      if (days == epochDays.length) {
        epochDays = Arrays.copyOf(epochDays, days * 2);
        dayBegins = Arrays.copyOf(dayBegins, days * 2);
      }
      epochDays[days] = (int) epochDay;
      dayBegins[days++] = size;
    }
    return days - 1;
  }

  private short currency(ScoreBlock block, int i) {
    int known = currencies.size();
    int number = currencies.find(block.currency[i]);
    if (number < 0 && known < MOST_CURRENCIES) {
      number = currencies.add(block.currency[i]);
      if (number == currencySequences.length) {
        currencySequences = Arrays.copyOf(currencySequences, number * 2);
      }
      currencySequences[number] = block.sequence[i];
    }
    // Beyond thirty thousand currencies the last one stands for all others.
    return (short) (number < 0 ? MOST_CURRENCIES - 1 : number);
  }

  private short modelIndex(int number) {
    int index = models.add(number);
    if (index == modelNumbers.length) {
      modelNumbers = Arrays.copyOf(modelNumbers, index * 2);
    }
    modelNumbers[index] = number;
    return (short) index;
  }

  private void grow(int capacity) {
    day = Arrays.copyOf(day, capacity);
    account = Arrays.copyOf(account, capacity);
    amount = Arrays.copyOf(amount, capacity);
    fraud = Arrays.copyOf(fraud, capacity);
    level = Arrays.copyOf(level, capacity);
    spoken = Arrays.copyOf(spoken, capacity);
    typology = Arrays.copyOf(typology, capacity);
    currency = Arrays.copyOf(currency, capacity);
    model = Arrays.copyOf(model, capacity);
    for (int layer = 0; layer < risk.length; layer++) {
      risk[layer] = Arrays.copyOf(risk[layer], capacity);
    }
  }

  int size() {
    return size;
  }

  /** How many days have rows. */
  int days() {
    return days;
  }

  /** Of a day that has rows, since 1970-01-01. */
  int epochDay(int dayNumber) {
    return epochDays[dayNumber];
  }

  /** The first row of a day; all rows there are for the day after the last. */
  int begin(int dayNumber) {
    return dayNumber == days ? size : dayBegins[dayNumber];
  }

  /** The day of each row; longer than there are rows. */
  int[] dayColumn() {
    return day;
  }

  int day(int row) {
    return day[row];
  }

  /** Number of the account, in [0, accounts). */
  int account(int row) {
    return account[row];
  }

  LongIndex accounts() {
    return accounts;
  }

  double amount(int row) {
    return amount[row];
  }

  boolean isFraud(int row) {
    return fraud[row];
  }

  /** Whether each row is fraud; longer than there are rows. */
  boolean[] fraudColumn() {
    return fraud;
  }

  /** {@link io.tercet.core.ensemble.RiskLevel#code()}. */
  byte level(int row) {
    return level[row];
  }

  /** The typology of its model that spoke loudest, −1 if none. */
  byte spoken(int row) {
    return spoken[row];
  }

  /** The typology that its label names, {@link Labels#NO_TYPOLOGY} if none. */
  short typology(int row) {
    return typology[row];
  }

  /** Number of the currency, in [0, currencies). */
  int currency(int row) {
    return currency[row];
  }

  int currencies() {
    return currencies.size();
  }

  /** Ingestion sequence number of a transaction of the currency. */
  long currencySequence(int number) {
    return currencySequences[number];
  }

  /** Number of the row's model among those here. */
  int model(int row) {
    return model[row];
  }

  int models() {
    return models.size();
  }

  /** The number by which the store knows a model. */
  int modelNumber(int index) {
    return modelNumbers[index];
  }

  float risk(int layer, int row) {
    return risk[layer][row];
  }

  /** A layer's risk of each row; longer than there are rows. */
  float[] riskColumn(int layer) {
    return risk[layer];
  }
}
