package io.tercet.core.feature;

import io.tercet.core.feature.CurrencyProfiles.CurrencyProfile;
import io.tercet.core.math.Ln;
import io.tercet.core.transaction.Transaction;
import io.tercet.core.transaction.TransactionBlock;
import io.tercet.core.transaction.TransactionStatus;
import io.tercet.core.transaction.TransactionType;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Turns transactions into features, point in time: for each transaction in turn it reads the
 * profiles, emits the features, then updates the profiles. One engine serves batch, stream and
 * single rows, and gives the same bits however the rows are cut into blocks. Not safe for two
 * threads at once.
 *
 * <p>Rows are to come in the order of (event time, key of the id). A late row is scored against
 * what is known by then and counts in the newest bucket of its profiles' windows.
 */
public final class FeatureEngine {
  /** Changes whenever the same transactions would give other features. */
  public static final int VERSION = 2;

  private static final int MAGIC = 0x50435254; // "TRCP"

  // Enough look-ups under way to hide the memory behind them; few enough to stay in the L1 cache.
  private static final int BATCH = 64;

  /** The least ln of a relative amount. */
  static final double MIN_LN = -8;

  /** The largest relative amount. */
  static final float MAX_RELATIVE = 1e9f;

  private static final long MICROS = 1_000_000;
  private static final long BASE_SECONDS = Transaction.MIN_TIMESTAMP / MICROS;
  private static final byte DEPOSIT = TransactionType.DEPOSIT.code();
  private static final byte FAILED = TransactionStatus.FAILED.code();

  private final FeatureOptions options;
  private final ProfileTable parties = new ProfileTable(PartyProfiles.STRIDE);
  private final ProfileTable customers = new ProfileTable(CustomerProfiles.STRIDE);
  private final PairTable pairs;
  private final LookAlikeTable lookAlikes;
  private final CurrencyProfiles currencies;
  private final Row row = new Row();
  private final int[] senderRows = new int[BATCH];
  private final int[] receiverRows = new int[BATCH];
  private final int[] customerRows = new int[BATCH];
  private final long[] pairKeys = new long[BATCH];
  private double lnAmount;
  private double lnFee;
  private long seen;

  /** The earliest event time, in seconds of the profiles' clock. */
  private int begin = Integer.MAX_VALUE;

  @SuppressWarnings("UnusedVariable") // written so that the loads of locate() are not dead code
  private long touched;

  /** Creates an engine that has seen nothing. */
  public FeatureEngine(FeatureOptions options) {
    this.options = options;
    pairs = new PairTable(options.maxPairs());
    lookAlikes = new LookAlikeTable(options.maxLookAlikes());
    currencies = new CurrencyProfiles(options.maxCurrencies());
  }

  /** How many transactions it has seen. */
  public long seen() {
    return seen;
  }

  /** How many parties (addresses) and customers have a profile. */
  public long entities() {
    return (long) parties.size() + customers.size();
  }

  /**
   * Emits the features of all rows of {@code in} and updates the profiles with them.
   *
   * @param out emptied and filled; its capacity is at least the size of {@code in}
   */
  public void process(TransactionBlock in, FeatureBlock out) {
    if (out.capacity < in.size) {
      throw new IllegalArgumentException(
          "the feature block holds %d rows, got %d transactions".formatted(out.capacity, in.size));
    }
    out.size = in.size;
    for (int from = 0; from < in.size; from += BATCH) {
      int count = Math.min(BATCH, in.size - from);
      locate(in, from, count);
      for (int k = 0; k < count; k++) {
        processRow(in, from + k, k, out);
      }
    }
    seen += in.size;
  }

  /** Finds the profiles of a batch of rows first, so that their cache misses overlap. */
  private void locate(TransactionBlock in, int from, int count) {
    long touch = 0;
    for (int k = 0; k < count; k++) {
      int i = from + k;
      pairKeys[k] = PairTable.mix(in.sender[i], in.receiver[i]);
      touch += parties.prefetch(in.sender[i]) + parties.prefetch(in.receiver[i]);
      touch += customers.prefetch(in.customer[i]) + pairs.prefetch(pairKeys[k]);
      touch += lookAlikes.prefetch(in.sender[i], in.receiverShape[i]);
      touch += lookAlikes.prefetch(in.receiver[i], in.senderShape[i]);
    }
    for (int k = 0; k < count; k++) {
      int i = from + k;
      senderRows[k] = in.sender[i] == 0 ? -1 : parties.findOrAdd(in.sender[i]);
      receiverRows[k] = in.receiver[i] == 0 ? -1 : parties.findOrAdd(in.receiver[i]);
      customerRows[k] = customers.findOrAdd(in.customer[i]);
    }
    for (int k = 0; k < count; k++) {
      touch += touch(parties, senderRows[k]) + touch(parties, receiverRows[k]);
      touch += touch(customers, customerRows[k]);
    }
    touched += touch;
  }

  private static int touch(ProfileTable table, int tableRow) {
    if (tableRow < 0) {
      return 0;
    }
    int[] page = table.page(tableRow);
    int at = table.offset(tableRow);
    int sum = 0;
    for (int line = 0; line < table.stride(); line += 16) {
      sum += page[at + line];
    }
    return sum;
  }

  private void processRow(TransactionBlock in, int i, int k, FeatureBlock out) {
    CurrencyProfile currency = currencies.get(in.currency[i]);
    row.columns = out.columns;
    row.index = i;
    fillTransaction(in, i);
    fillAmounts(currency);
    fillProfiles(k);
    fillExperience(in.nonce[i]);
    fillPair(in, i, k);
    PartyFeatures.emit(row);
    CustomerFeatures.emit(row, out);
    update(currency, (int) (pairKeys[k] ^ in.id[i]));
  }

  /** An address stands for its customer where no account is named. */
  private static boolean isAccount(TransactionBlock in, int i) {
    long customer = in.customer[i];
    return (customer != in.sender[i] || in.senderShape[i] == 0)
        && (customer != in.receiver[i] || in.receiverShape[i] == 0);
  }

  private void fillTransaction(TransactionBlock in, int i) {
    row.time = (int) (in.timestamp[i] / MICROS - BASE_SECONDS);
    begin = Math.min(begin, row.time);
    row.isAccount = isAccount(in, i);
    row.observed = Ln.onePlus(row.time - begin);
    row.amount = in.amount[i];
    row.fee = in.fee[i];
    row.deposit = in.type[i] == DEPOSIT;
    row.failed = in.status[i] == FAILED;
    row.kinds = CustomerProfiles.kinds(in.type[i], in.currency[i]);
  }

  private void fillAmounts(CurrencyProfile currency) {
    // The very first amount of a currency is its own scale.
    boolean first = currency.amounts.isEmpty() && row.amount > 0;
    lnAmount = row.amount > 0 ? Ln.of(row.amount) : 0;
    lnFee = row.fee > 0 ? Ln.of(row.fee) : 0;
    double lnMedian = first ? lnAmount : currency.amounts.lnMedian();
    row.currencyMedian = first ? row.amount : currency.amounts.median();
    row.relativeAmount = (float) Math.min(MAX_RELATIVE, row.amount / row.currencyMedian);
    row.lnRelativeAmount = row.amount > 0 ? Math.max(MIN_LN, lnAmount - lnMedian) : MIN_LN;
    row.currencySpread = currency.amounts.spread();
    row.feeDeviation =
        row.fee > 0 && !currency.fees.isEmpty()
            ? (lnFee - currency.fees.lnMedian()) / currency.fees.spread()
            : Double.NaN;
  }

  private void fillProfiles(int k) {
    row.sender = senderRows[k] < 0 ? null : parties.page(senderRows[k]);
    row.senderAt = senderRows[k] < 0 ? 0 : parties.offset(senderRows[k]);
    row.receiver = receiverRows[k] < 0 ? null : parties.page(receiverRows[k]);
    row.receiverAt = receiverRows[k] < 0 ? 0 : parties.offset(receiverRows[k]);
    row.customer = customers.page(customerRows[k]);
    row.customerAt = customers.offset(customerRows[k]);
    row.senderIsNew = row.sender != null && !PartyProfiles.isKnown(row.sender, row.senderAt);
  }

  private void fillExperience(long nonce) {
    if (nonce >= 0) {
      row.senderExperience = Ln.onePlus((double) nonce);
    } else if (row.sender != null) {
      row.senderExperience = Ln.onePlus(row.sender[row.senderAt + PartyProfiles.SENT_COUNT]);
    } else {
      row.senderExperience = Ln.onePlus(row.customer[row.customerAt + CustomerProfiles.COUNT]);
    }
  }

  /** Reads what is known of the two parties together, and counts this payment. */
  private void fillPair(TransactionBlock in, int i, int k) {
    row.pairCount = 0;
    row.lastSent = -1;
    row.lastReceived = -1;
    row.backCount = 0;
    row.lookAlike = false;
    if (row.sender == null || row.receiver == null) {
      return;
    }
    int at = pairs.findOrAdd(pairKeys[k]);
    long[] entries = pairs.entries();
    int there = in.sender[i] <= in.receiver[i] ? at + 1 : at + 2;
    int back = in.sender[i] < in.receiver[i] ? at + 2 : at + 1;
    row.backCount = PairTable.count(entries[back]);
    if (PairTable.count(entries[there]) > 0) {
      row.pairCount = PairTable.count(entries[there]);
      row.lastSent = PairTable.lastSent(entries[there]);
      row.lastReceived = PairTable.lastReceived(entries[there]);
    }
    int sentAt = Math.max(row.time, row.sender[row.senderAt + PartyProfiles.LAST_SEEN]);
    int receivedAt = Math.max(row.time, row.receiver[row.receiverAt + PartyProfiles.LAST_SEEN]);
    entries[there] = PairTable.way(sentAt, receivedAt, row.pairCount);
    row.lookAlike =
        lookAlikes.resembles(in.sender[i], in.receiverShape[i], in.receiver[i])
            || lookAlikes.resembles(in.receiver[i], in.senderShape[i], in.sender[i]);
    lookAlikes.learn(in.sender[i], in.receiverShape[i], in.receiver[i]);
    lookAlikes.learn(in.receiver[i], in.senderShape[i], in.sender[i]);
  }

  private void update(CurrencyProfile currency, int random) {
    if (row.sender != null) {
      PartyProfiles.send(row, row.sender, row.senderAt);
    }
    if (row.receiver != null) {
      PartyProfiles.receive(row, row.receiver, row.receiverAt);
    }
    CustomerProfiles.update(row, random);
    if (row.amount > 0) {
      currency.amounts.add(lnAmount);
    }
    if (row.fee > 0) {
      currency.fees.add(lnFee);
    }
  }

  /**
   * Writes all state, with a checksum at the end. The stream stays open.
   *
   * @throws java.io.UncheckedIOException if the stream fails
   */
  public void save(OutputStream stream) {
    SnapshotOutput out = new SnapshotOutput(stream);
    out.writeInt(MAGIC);
    out.writeInt(VERSION);
    out.writeInt(options.maxPairs());
    out.writeInt(options.maxLookAlikes());
    out.writeInt(options.maxCurrencies());
    out.writeLong(seen);
    out.writeInt(begin);
    parties.save(out);
    customers.save(out);
    pairs.save(out);
    lookAlikes.save(out);
    currencies.save(out);
    out.finish();
  }

  /**
   * Reads what {@link #save} wrote, as far as it goes and no further.
   *
   * @throws SnapshotException if it is damaged, or of another version or other options
   * @throws java.io.UncheckedIOException if the stream fails
   */
  public static FeatureEngine restore(FeatureOptions options, InputStream stream) {
    SnapshotInput in = new SnapshotInput(stream);
    if (in.readInt() != MAGIC) {
      throw new SnapshotException("this is not a snapshot of profiles");
    }
    int version = in.readInt();
    if (version != VERSION) {
      throw new SnapshotException(
          "the snapshot has version %d, this engine reads %d".formatted(version, VERSION));
    }
    requireSame("maxPairs", in.readInt(), options.maxPairs());
    requireSame("maxLookAlikes", in.readInt(), options.maxLookAlikes());
    requireSame("maxCurrencies", in.readInt(), options.maxCurrencies());
    FeatureEngine engine = new FeatureEngine(options);
    engine.seen = in.readLong();
    engine.begin = in.readInt();
    engine.parties.load(in, PartyProfiles::isPossible);
    engine.customers.load(in, CustomerProfiles::isPossible);
    engine.pairs.load(in);
    engine.lookAlikes.load(in);
    engine.currencies.load(in);
    in.finish();
    return engine;
  }

  private static void requireSame(String name, int written, int wanted) {
    if (written != wanted) {
      throw new SnapshotException(
          "the snapshot was made with %s %d, the engine has %d".formatted(name, written, wanted));
    }
  }
}
