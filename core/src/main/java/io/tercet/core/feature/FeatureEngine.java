package io.tercet.core.feature;

import io.tercet.core.math.Ln;
import io.tercet.core.transaction.TransactionBlock;
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

  /** Room for what one row meets. */
  private static final FeatureOptions PREVIEW = new FeatureOptions(1024, 1024, 1);

  private final FeatureOptions options;
  private final ProfileTable parties = new ProfileTable(PartyProfiles.STRIDE);
  private final ProfileTable customers = new ProfileTable(CustomerProfiles.STRIDE);
  private final PairTable pairs;
  private final LookAlikeTable lookAlikes;
  private final CurrencyProfiles currencies;
  private final Batch batch = new Batch();
  private final Row row = new Row();
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
    for (int from = 0; from < in.size; from += Batch.ROWS) {
      batch.begin(in, from, Math.min(Batch.ROWS, in.size - from), out);
      processBatch();
    }
    seen += in.size;
  }

  /**
   * Emits what {@link #process} would emit for a transaction, and changes nothing: a small engine
   * that knows only what concerns this row emits it. It costs about as much as a hundred rows.
   *
   * @param in one row
   * @param out emptied and filled
   */
  public void preview(TransactionBlock in, FeatureBlock out) {
    if (in.size != 1) {
      throw new IllegalArgumentException("a preview has one row, got " + in.size);
    }
    FeatureEngine small = new FeatureEngine(PREVIEW);
    batch.begin(in, 0, 1, out);
    small.begin = begin;
    parties.copy(in.sender[0], small.parties);
    parties.copy(in.receiver[0], small.parties);
    customers.copy(in.customer[0], small.customers);
    pairs.copy(batch.pairKey[0], small.pairs);
    lookAlikes.copy(batch.senderKnows[0], small.lookAlikes);
    lookAlikes.copy(batch.receiverKnows[0], small.lookAlikes);
    currencies.copy(in.currency[0], small.currencies);
    small.process(in, out);
  }

  /** Each stage goes through all rows of the batch: what one reads, no later one writes. */
  private void processBatch() {
    locate(batch);
    TransactionFeatures.emit(batch);
    emitObserved();
    AmountFeatures.emit(batch, currencies);
    CustomerFeatures.emit(batch, row, customers);
    for (int k = 0; k < batch.count; k++) {
      processParties(k);
    }
    Logarithms.take(batch);
  }

  /** How long anything was observed, for the share of it that a party was there. */
  private void emitObserved() {
    float[] observed = batch.column(Feature.PARTY_SENIORITY);
    for (int k = 0; k < batch.count; k++) {
      begin = Math.min(begin, batch.time[k]);
      observed[batch.from + k] = 1f + (batch.time[k] - begin);
    }
  }

  /** Finds the profiles of a batch of rows first, so that their cache misses overlap. */
  private void locate(Batch rows) {
    TransactionBlock in = rows.in;
    long touch = 0;
    for (int k = 0; k < rows.count; k++) {
      int i = rows.from + k;
      touch += parties.prefetch(in.sender[i]) + parties.prefetch(in.receiver[i]);
      touch += customers.prefetch(in.customer[i]) + pairs.prefetch(rows.pairKey[k]);
      touch += lookAlikes.prefetch(rows.senderKnows[k]);
      touch += lookAlikes.prefetch(rows.receiverKnows[k]);
    }
    for (int k = 0; k < rows.count; k++) {
      int i = rows.from + k;
      rows.sender[k] = in.sender[i] == 0 ? -1 : parties.findOrAdd(in.sender[i]);
      rows.receiver[k] = in.receiver[i] == 0 ? -1 : parties.findOrAdd(in.receiver[i]);
      rows.customer[k] = customers.findOrAdd(in.customer[i]);
    }
    for (int k = 0; k < rows.count; k++) {
      touch += parties.touch(rows.sender[k]) + parties.touch(rows.receiver[k]);
      touch += customers.touch(rows.customer[k]);
    }
    touched += touch;
  }

  private void processParties(int k) {
    row.begin(batch, k);
    int senderRow = Math.max(0, batch.sender[k]);
    int receiverRow = Math.max(0, batch.receiver[k]);
    row.hasSender = batch.sender[k] >= 0;
    row.hasReceiver = batch.receiver[k] >= 0;
    int[] sender = row.hasSender ? parties.page(senderRow) : PartyProfiles.UNKNOWN;
    int[] receiver = row.hasReceiver ? parties.page(receiverRow) : PartyProfiles.UNKNOWN;
    int senderAt = row.hasSender ? parties.offset(senderRow) : 0;
    int receiverAt = row.hasReceiver ? parties.offset(receiverRow) : 0;
    meetSender(k, sender, senderAt);
    int sentAt = row.hasSender ? PartyProfiles.advance(sender, senderAt, row.time) : 0;
    int receivedAt = row.hasReceiver ? PartyProfiles.advance(receiver, receiverAt, row.time) : 0;
    emitPair(k, sentAt, receivedAt);
    PartyFeatures.emitBoth(row, sender, senderAt, receiver, receiverAt);
    PartyFeatures.emitFlow(row, batch, k, sender, senderAt);
    if (row.hasSender) {
      PartyFeatures.emitSender(row, sender, senderAt);
    } else {
      PartyFeatures.putUnknownSender(row);
    }
    if (row.hasReceiver) {
      PartyFeatures.emitReceiver(row, receiver, receiverAt);
    } else {
      PartyFeatures.putUnknownReceiver(row);
    }
    if (row.hasSender) {
      PartyProfiles.send(row, sender, senderAt, sentAt);
    }
    if (row.hasReceiver) {
      PartyProfiles.receive(row, receiver, receiverAt, receivedAt);
    }
  }

  private void meetSender(int k, int[] sender, int senderAt) {
    long nonce = batch.in.nonce[row.index];
    int count =
        row.hasSender ? sender[senderAt + PartyProfiles.SENT_COUNT] : batch.customerCount[k];
    row.senderExperience = nonce >= 0 ? Ln.onePlus((double) nonce) : Ln.onePlus(count);
    row.senderIsNew = row.hasSender && !PartyProfiles.isKnown(sender, senderAt);
    row.put(Feature.SENDER_NONCE, row.senderExperience);
  }

  /** Reads what is known of the two parties together, and counts this payment. */
  private void emitPair(int k, int sentAt, int receivedAt) {
    row.pairCount = 0;
    row.lastSent = -1;
    row.lastReceived = -1;
    if (!row.hasSender || !row.hasReceiver) {
      row.put(Feature.PAIR_COUNT, Float.NaN);
      row.put(Feature.PAIR_BACK, Float.NaN);
      row.put(Feature.LOOK_ALIKE, 0);
      return;
    }
    long sender = batch.in.sender[row.index];
    long receiver = batch.in.receiver[row.index];
    int at = pairs.findOrAdd(batch.pairKey[k]);
    long[] entries = pairs.entries();
    int there = sender <= receiver ? at + 1 : at + 2;
    int back = sender < receiver ? at + 2 : at + 1;
    if (PairTable.count(entries[there]) > 0) {
      row.pairCount = PairTable.count(entries[there]);
      row.lastSent = PairTable.lastSent(entries[there]);
      row.lastReceived = PairTable.lastReceived(entries[there]);
    }
    row.put(Feature.PAIR_COUNT, Ln.onePlus(row.pairCount));
    row.put(Feature.PAIR_BACK, Ln.onePlus(PairTable.count(entries[back])));
    entries[there] = PairTable.way(sentAt, receivedAt, row.pairCount);
    boolean receiverResembles =
        batch.in.receiverShape[row.index] != 0 && lookAlikes.meet(batch.senderKnows[k], receiver);
    boolean senderResembles =
        batch.in.senderShape[row.index] != 0 && lookAlikes.meet(batch.receiverKnows[k], sender);
    row.put(Feature.LOOK_ALIKE, receiverResembles | senderResembles ? 1 : 0);
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
