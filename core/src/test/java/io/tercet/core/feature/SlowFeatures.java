package io.tercet.core.feature;

import io.tercet.core.transaction.Transaction;
import io.tercet.core.transaction.TransactionBlock;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * Every feature by its definition, slowly: keeps all transactions and looks through all of them for
 * each value. Nothing is ever forgotten here, so compare streams within the engine's bounds.
 */
final class SlowFeatures {
  private static final long HOUR_BUCKET = 600;
  private static final long DAY_BUCKET = 10_800;
  private static final long DAY = 86_400;
  private static final double YEAR = Math.log1p(365 * DAY);

  private final List<Past> past = new ArrayList<>();
  private final Map<Long, Scale> amountScales = new HashMap<>();
  private long begin = Long.MAX_VALUE;
  private final Map<Long, Scale> feeScales = new HashMap<>();
  private final Map<Long, List<Double>> samples = new HashMap<>();
  private final Map<Feature, Double> out = new EnumMap<>(Feature.class);

  /** A transaction of the past, with what was known when it came. */
  private static final class Past {
    long time;
    long sender;
    long receiver;
    long customer;
    long currency;
    int type;
    int senderShape;
    int receiverShape;
    double written;
    double amount;
    double experience;
    boolean senderIsNew;
    boolean high;
    boolean structured;
  }

  /** A transaction as an entity counts it: a late one at the time of the entity's latest. */
  private record Seen(Past tx, long counted) {}

  /** The features of row {@code i}, which is then part of the past. */
  Map<Feature, Double> next(TransactionBlock in, int i) {
    out.clear();
    Past tx = new Past();
    tx.time = (in.timestamp[i] - Transaction.MIN_TIMESTAMP) / 1_000_000;
    begin = Math.min(begin, tx.time);
    tx.sender = in.sender[i];
    tx.receiver = in.receiver[i];
    tx.customer = in.customer[i];
    tx.currency = in.currency[i];
    tx.type = in.type[i];
    tx.senderShape = in.senderShape[i];
    tx.receiverShape = in.receiverShape[i];
    tx.written = in.amount[i];
    Scale scale = scale(amountScales, tx.currency);
    double median = scale.total == 0 && tx.written > 0 ? tx.written : Math.exp(scale.lnMedian);
    tx.amount = (float) Math.min(1e9, tx.written / median);
    amount(tx, median, scale.spread);
    fee(in.amount[i], in.fee[i], scale(feeScales, tx.currency));
    nonce(tx, in.nonce[i]);
    parties(tx);
    flow(tx);
    customer(tx);
    time(tx);
    put(Feature.FAILED, in.status[i] == 2 ? 1 : 0);
    remember(tx, in.fee[i], (int) (PairTable.mix(tx.sender, tx.receiver) ^ in.id[i]));
    return out;
  }

  private void remember(Past tx, double fee, int random) {
    past.add(tx);
    sample(samples.computeIfAbsent(tx.customer, key -> new ArrayList<>()), tx, random);
    if (tx.written > 0) {
      scale(amountScales, tx.currency).add(tx.written);
    }
    if (fee > 0) {
      scale(feeScales, tx.currency).add(fee);
    }
  }

  /** The fading sample's definition: when it is full, a rank leaves. */
  private static void sample(List<Double> sample, Past tx, int random) {
    if (sample.size() == 64) {
      sample.remove((random >>> 8) % 64);
    }
    // Kept to nine significant bits, as the middle of what has the same.
    int bits = Float.floatToRawIntBits((float) tx.amount) >>> 15 << 15;
    sample.add(tx.amount < 0x1p-97 ? 0 : (double) Float.intBitsToFloat(bits + (1 << 14)));
    Collections.sort(sample);
  }

  private void nonce(Past tx, long nonce) {
    long own = count(x -> tx.sender != 0 ? x.sender == tx.sender : x.customer == tx.customer);
    tx.experience = Math.log1p(nonce >= 0 ? nonce : own);
    put(Feature.SENDER_NONCE, tx.experience);
  }

  private void parties(Past tx) {
    double senderAge = Double.NaN;
    double senderReceived = Double.NaN;
    double senderSpread = Double.NaN;
    double receiverAge = Double.NaN;
    double receiverReceived = Double.NaN;
    double receiverSpread = Double.NaN;
    if (tx.sender != 0) {
      List<Seen> seen = of(tx.sender);
      tx.senderIsNew = seen.isEmpty();
      senderAge = age(seen, tx.time);
      senderReceived = Math.log1p(sum(receipts(seen, tx.sender)));
      senderSpread = Math.log1p(distinct(payments(seen, tx.sender), x -> x.receiver));
      sender(tx, seen);
    }
    if (tx.receiver != 0) {
      List<Seen> seen = of(tx.receiver);
      receiverAge = age(seen, tx.time);
      receiverReceived = Math.log1p(sum(receipts(seen, tx.receiver)));
      receiverSpread = Math.log1p(distinct(payments(seen, tx.receiver), x -> x.receiver));
      receiver(tx, seen);
    }
    put(Feature.SENDER_AGE, senderAge);
    put(Feature.RECEIVER_AGE, receiverAge);
    put(Feature.PARTY_AGE, larger(senderAge, receiverAge));
    put(Feature.PARTY_SENIORITY, larger(senderAge, receiverAge) - Math.log1p(tx.time - begin));
    put(Feature.PARTY_RECEIVED, larger(senderReceived, receiverReceived));
    put(Feature.PARTY_SPREAD, larger(senderSpread, receiverSpread));
    pair(tx);
  }

  private void pair(Past tx) {
    if (tx.sender == 0 || tx.receiver == 0) {
      put(Feature.LOOK_ALIKE, 0);
      return;
    }
    long there = count(x -> x.sender == tx.sender && x.receiver == tx.receiver);
    long back = count(x -> x.sender == tx.receiver && x.receiver == tx.sender);
    put(Feature.PAIR_COUNT, Math.log1p(there));
    put(Feature.PAIR_BACK, Math.log1p(back));
    boolean resembles =
        knowsOther(tx.sender, tx.receiverShape, tx.receiver)
            || knowsOther(tx.receiver, tx.senderShape, tx.sender);
    put(Feature.LOOK_ALIKE, resembles ? 1 : 0);
  }

  /** Whether of the last eight shapes that the entity met, this one was another's at first. */
  private boolean knowsOther(long entity, int shape, long counterparty) {
    Map<Integer, Long> known = new LinkedHashMap<>();
    for (Past x : past) {
      if (x.sender == entity && x.receiver != 0) {
        meet(known, x.receiverShape, x.receiver);
      }
      if (x.receiver == entity && x.sender != 0) {
        meet(known, x.senderShape, x.sender);
      }
    }
    return shape != 0 && known.getOrDefault(shape, counterparty) != counterparty;
  }

  private static void meet(Map<Integer, Long> known, int shape, long counterparty) {
    if (shape == 0) {
      return;
    }
    Long first = known.remove(shape);
    known.put(shape, first == null ? counterparty : first);
    if (known.size() > 8) {
      known.remove(known.keySet().iterator().next());
    }
  }

  private void receiver(Past tx, List<Seen> seen) {
    List<Seen> receipts = receipts(seen, tx.receiver);
    List<Seen> payments = payments(seen, tx.receiver);
    long now = now(tx, seen);
    double nonces = receipts.stream().mapToDouble(x -> x.tx.experience).sum();
    put(Feature.RECEIVER_PAYER_NONCE, (nonces + tx.experience) / (receipts.size() + 1));
    put(Feature.NEWCOMER_SHARE_R, newcomers(receipts));
    put(
        Feature.PAYERS_1H,
        Math.log1p(distinct(window(receipts, now, HOUR_BUCKET, 6), x -> x.sender)));
    put(
        Feature.PAYERS_24H,
        Math.log1p(distinct(window(receipts, now, DAY_BUCKET, 8), x -> x.sender)));
    put(Feature.RECEIVED_1H, Math.log1p(sum(window(receipts, now, HOUR_BUCKET, 6))));
    put(Feature.RECEIVED_24H, Math.log1p(sum(window(receipts, now, DAY_BUCKET, 8))));
    put(Feature.ACTIVITY_RATE_R, activity(seen, receipts.size() + payments.size(), tx.time));
    put(Feature.RECEIPT_GAP_R, receiptGap(receipts));
    double in = sum(window(receipts, now, DAY, 7));
    double sent = sum(window(payments, now, DAY, 7));
    put(Feature.FLOW_7D_R, in + sent == 0 ? 0 : Math.min(in, sent) / Math.max(in, sent));
  }

  private void sender(Past tx, List<Seen> seen) {
    List<Seen> receipts = receipts(seen, tx.sender);
    List<Seen> payments = payments(seen, tx.sender);
    long now = now(tx, seen);
    put(Feature.NEWCOMER_SHARE_S, newcomers(receipts));
    put(Feature.RECEIVED_24H_S, Math.log1p(sum(window(receipts, now, DAY_BUCKET, 8))));
    put(Feature.ACTIVITY_RATE_S, activity(seen, receipts.size() + payments.size(), tx.time));
    put(Feature.RECEIPT_GAP_S, receiptGap(receipts));
    put(Feature.SENDER_BALANCE_RATIO, Math.log((sum(receipts) + 0.01) / (sum(payments) + 0.01)));
    double receivers = distinct(payments, x -> x.receiver);
    put(Feature.SENDER_FAN_OUT, (receivers + 1) / (payments.size() + 1));
    put(
        Feature.RECEIVERS_24H,
        Math.log1p(distinct(window(payments, now, DAY_BUCKET, 8), x -> x.receiver)));
    int run = 0;
    while (tx.written > 0
        && run < payments.size()
        && (float) payments.get(payments.size() - 1 - run).tx.written == (float) tx.written) {
      run++;
    }
    put(Feature.SAME_AMOUNT, Math.log1p(run));
  }

  private void flow(Past tx) {
    if (tx.type == 0) {
      return;
    }
    List<Seen> customer = seen(x -> x.customer == tx.customer);
    List<Seen> in = customer.stream().filter(x -> x.tx.type == 0).toList();
    List<Seen> sent = customer.stream().filter(x -> x.tx.type != 0).toList();
    if (tx.sender != 0 && sum(receipts(of(tx.sender), tx.sender)) > sum(in)) {
      in = receipts(of(tx.sender), tx.sender);
      sent = payments(of(tx.sender), tx.sender);
    }
    if (sum(in) == 0) {
      put(Feature.DWELL, YEAR);
      return;
    }
    Seen last = in.get(in.size() - 1);
    double balance = Math.max(sum(in) - sum(sent), tx.amount);
    put(Feature.DWELL, Math.log1p(Math.max(0, tx.time - last.counted)));
    put(Feature.DRAIN, balance == 0 ? 0 : tx.amount / balance);
    put(
        Feature.OUT_AGAINST_LAST_IN,
        Math.abs(Math.log((tx.amount + 0.01) / (last.tx.amount + 0.01))));
  }

  private void amount(Past tx, double currencyMedian, double currencySpread) {
    double ln = tx.written > 0 ? Math.max(-8, Math.log(tx.written / currencyMedian)) : -8;
    put(Feature.AMOUNT, ln / currencySpread);
    List<Double> sample = samples.getOrDefault(tx.customer, List.of());
    double weight = sample.size() / (sample.size() + 5.0);
    double median = 1;
    double spread = 1;
    if (!sample.isEmpty()) {
      double own = middle(sample);
      List<Double> distances = new ArrayList<>();
      sample.forEach(x -> distances.add(Math.abs(x - own)));
      Collections.sort(distances);
      double mad = distances.get(distances.size() / 2);
      median = weight * own + 1 - weight;
      spread = weight * (0.5 * 1.4826 * mad + 0.25 * own) + 1 - weight;
    }
    double deviation = Math.min(100, (tx.amount - median) / spread);
    tx.high = deviation > 4;
    put(Feature.AMOUNT_RATIO, Math.log((tx.amount + 0.01) / (median + 0.01)));
    put(Feature.AMOUNT_DEVIATION, deviation);
    int digits = digits(tx.written);
    put(Feature.SIGNIFICANT_DIGITS, digits == 0 ? Double.NaN : digits);
    tx.structured = tx.written > 0 && leadingDigit(tx.written) == 9;
  }

  private void fee(double amount, double fee, Scale scale) {
    put(Feature.FEE_RATIO, fee == 0 ? 0 : amount == 0 ? 1 : Math.min(1, fee / amount));
    if (fee > 0 && scale.total > 0) {
      put(Feature.FEE_AGAINST_MARKET, (Math.log(fee) - scale.lnMedian) / scale.spread);
    }
  }

  /** Parts of days that an account came in, but for the one that it came in last. */
  private static List<Long> visits(List<Seen> seen) {
    List<Long> visits = seen.stream().map(x -> x.counted / DAY_BUCKET).distinct().sorted().toList();
    return visits.subList(0, Math.max(0, visits.size() - 1));
  }

  private void customer(Past tx) {
    List<Seen> seen = seen(x -> x.customer == tx.customer);
    long now = now(tx, seen);
    int hour = window(seen, now, HOUR_BUCKET, 6).size();
    put(Feature.COUNT_1H, Math.log1p(hour));
    put(Feature.COUNT_24H, Math.log1p(window(seen, now, DAY_BUCKET, 8).size()));
    put(Feature.COUNT_7D, Math.log1p(window(seen, now, DAY, 7).size()));
    put(Feature.SUM_24H, Math.log1p(sum(window(seen, now, DAY_BUCKET, 8))));
    put(Feature.SUM_7D, Math.log1p(sum(window(seen, now, DAY, 7))));
    long high = window(seen, now, 2 * DAY, 7).stream().filter(x -> x.tx.high).count();
    put(Feature.HIGH_COUNT_14D, Math.log1p(high));
    long structured = window(seen, now, DAY, 7).stream().filter(x -> x.tx.structured).count();
    put(Feature.STRUCTURING_7D, tx.structured ? Math.log1p(1 + structured) : 0);
    boolean isSender = tx.customer == tx.sender && tx.senderShape != 0;
    boolean isReceiver = tx.customer == tx.receiver && tx.receiverShape != 0;
    put(Feature.ACCOUNT, isSender || isReceiver ? 0 : 1);
    put(Feature.CUSTOMER_AGE, age(seen, tx.time));
    put(Feature.CUSTOMER_COUNT, Math.log1p(seen.size()));
    List<Long> visits = visits(seen);
    long part = visits.stream().filter(x -> x % 8 == tx.time / DAY_BUCKET % 8).count();
    put(Feature.HOUR_RARITY, Math.log((visits.size() + 8) / (8.0 * (part + 1))));
    put(Feature.NEW_TYPE, 0);
    put(Feature.NEW_CURRENCY, 0);
    put(Feature.BURST, 0);
    if (!seen.isEmpty()) {
      knownCustomer(tx, seen, hour);
    }
  }

  private void knownCustomer(Past tx, List<Seen> seen, int hour) {
    long first = seen.get(0).tx.time;
    double days = Math.max(1, (tx.time - first) / (double) DAY);
    put(Feature.BURST, Math.log((hour + 1) / (seen.size() / (days * 24) + 1)));
    put(Feature.NEW_TYPE, seen.stream().anyMatch(x -> x.tx.type == tx.type) ? 0 : 1);
    // Currencies are told apart by 24 bits.
    boolean known = seen.stream().anyMatch(x -> kind(x.tx.currency) == kind(tx.currency));
    put(Feature.NEW_CURRENCY, known ? 0 : 1);
    double max = seen.stream().mapToDouble(x -> x.tx.amount).max().orElseThrow();
    put(Feature.AMOUNT_AGAINST_MAX, Math.log((tx.amount + 0.01) / (max + 0.01)));
    double gap = Math.log1p(Math.max(0, tx.time - seen.get(seen.size() - 1).counted));
    put(Feature.GAP, gap);
    List<Double> gaps = new ArrayList<>();
    for (int i = 1; i < seen.size(); i++) {
      gaps.add(Math.log1p(seen.get(i).counted - seen.get(i - 1).counted));
    }
    double mean = gaps.stream().mapToDouble(x -> x).average().orElse(0);
    double squares = gaps.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
    double shrunk = (mean * gaps.size() + 5 * 11) / (gaps.size() + 5);
    double variance = (squares + 5 * 4) / (gaps.size() + 5);
    put(Feature.GAP_DEVIATION, (gap - shrunk) / Math.sqrt(variance));
  }

  private static long kind(long currency) {
    return Long.remainderUnsigned(currency, 24);
  }

  private void time(Past tx) {
    double day = tx.time % DAY / (double) DAY;
    long sinceMonday = (tx.time + 5 * DAY) % (7 * DAY); // 2000-01-01 was a Saturday
    double week = sinceMonday / (7.0 * DAY);
    put(Feature.HOUR_SIN, Math.sin(2 * Math.PI * day));
    put(Feature.HOUR_COS, Math.cos(2 * Math.PI * day));
    put(Feature.WEEKDAY_SIN, Math.sin(2 * Math.PI * week));
    put(Feature.WEEKDAY_COS, Math.cos(2 * Math.PI * week));
    put(Feature.NIGHT, tx.time % DAY < 6 * 3600 ? 1 : 0);
  }

  private void put(Feature feature, double value) {
    out.put(feature, value);
  }

  private long count(Predicate<Past> which) {
    return past.stream().filter(which).count();
  }

  private List<Seen> of(long party) {
    return seen(x -> x.sender == party || x.receiver == party);
  }

  private List<Seen> seen(Predicate<Past> which) {
    List<Seen> seen = new ArrayList<>();
    long latest = 0;
    for (Past tx : past) {
      if (which.test(tx)) {
        latest = Math.max(latest, tx.time);
        seen.add(new Seen(tx, latest));
      }
    }
    return seen;
  }

  private static long now(Past tx, List<Seen> seen) {
    return seen.isEmpty() ? tx.time : Math.max(tx.time, seen.get(seen.size() - 1).counted);
  }

  private static List<Seen> receipts(List<Seen> seen, long party) {
    return seen.stream().filter(x -> x.tx.receiver == party).toList();
  }

  private static List<Seen> payments(List<Seen> seen, long party) {
    return seen.stream().filter(x -> x.tx.sender == party).toList();
  }

  private static List<Seen> window(List<Seen> seen, long now, long bucket, int buckets) {
    return seen.stream().filter(x -> now / bucket - x.counted / bucket < buckets).toList();
  }

  private static double sum(List<Seen> seen) {
    return sum(seen, x -> x.amount);
  }

  private static double sum(List<Seen> seen, ToDoubleFunction<Past> value) {
    return seen.stream().map(Seen::tx).mapToDouble(value).sum();
  }

  /** Different keys; those that are not known do not count. */
  private static double distinct(List<Seen> seen, ToLongFunction<Past> key) {
    return seen.stream().map(Seen::tx).mapToLong(key).filter(x -> x != 0).distinct().count();
  }

  private static double age(List<Seen> seen, long time) {
    return seen.isEmpty() ? 0 : Math.log1p(Math.max(0, time - seen.get(0).tx.time));
  }

  private static double newcomers(List<Seen> receipts) {
    return receipts.stream().filter(x -> x.tx.senderIsNew).count() / (receipts.size() + 1.0);
  }

  private static double activity(List<Seen> seen, int count, long time) {
    return count == 0
        ? 0
        : Math.log1p(count / Math.max(1, (time - seen.get(0).tx.time) / (double) DAY));
  }

  private static double receiptGap(List<Seen> receipts) {
    double sum = 0;
    for (int i = 1; i < receipts.size(); i++) {
      sum += Math.log1p(Math.max(0, receipts.get(i).tx.time - receipts.get(i - 1).counted));
    }
    return receipts.size() < 2 ? YEAR : sum / (receipts.size() - 1);
  }

  private static double larger(double a, double b) {
    return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.max(a, b);
  }

  private static double middle(List<Double> sorted) {
    int n = sorted.size();
    return (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
  }

  /** The fewest digits that say the amount to 13 places; 12 if that is more. */
  static int digits(double amount) {
    if (amount < 1e-40) {
      return 0;
    }
    BigDecimal exact = new BigDecimal(amount);
    for (int n = 1; n < 12; n++) {
      BigDecimal error = exact.round(new MathContext(n)).subtract(exact).abs();
      if (error.compareTo(exact.movePointLeft(13)) <= 0) {
        return n;
      }
    }
    return 12;
  }

  private static int leadingDigit(double amount) {
    String digits = new BigDecimal(Double.toString(amount)).unscaledValue().toString();
    return amount < 1e-40 ? 1 : digits.charAt(0) - '0';
  }

  private static Scale scale(Map<Long, Scale> scales, long currency) {
    // The first currencies have a scale each, the others share one.
    boolean own = scales.containsKey(currency) || own(scales) < Streams.OPTIONS.maxCurrencies();
    return Objects.requireNonNull(scales.computeIfAbsent(own ? currency : 0L, key -> new Scale()));
  }

  private static long own(Map<Long, Scale> scales) {
    return scales.keySet().stream().filter(key -> key != 0).count();
  }

  /** A currency's scale: quartiles of all logarithms, eight bins an octave, read now and then. */
  private static final class Scale {
    private final List<Integer> bins = new ArrayList<>();
    private int total;
    private double lnMedian;
    private double spread = 1;

    void add(double value) {
      double m = Math.scalb(value, -Math.getExponent(value));
      int bin = Math.getExponent(value) * 8 + (int) Math.floor(Math.log(m) / Math.log(2) * 8);
      bins.add(bin);
      total++;
      boolean few = total < 256;
      if (few && Integer.bitCount(total) == 1 || total % (few ? 16 : 256) == (few ? 0 : 240)) {
        Collections.sort(bins);
        lnMedian = quantile(0.5);
        double measured = (quantile(0.75) - quantile(0.25)) / 1.3489795003921634;
        spread = Math.max(0.25, (total * measured + 5) / (total + 5));
      }
    }

    private double quantile(double share) {
      double rank = share * total;
      int bin = bins.get((int) Math.ceil(rank) - 1);
      double below = bins.indexOf(bin);
      double there = bins.lastIndexOf(bin) + 1 - below;
      return (bin + (rank - below) / there) * Math.log(2) / 8;
    }
  }
}
