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
  public static final int VERSION = 3;

  private static final int MAGIC = 0x50435254; // "TRCP"

  /** Room for what one row meets. */
  private static final FeatureOptions PREVIEW = new FeatureOptions(1024, 1);

  private final FeatureOptions options;
  private final ProfileTable parties = new ProfileTable(PartyProfiles.STRIDE);
  private final ProfileTable customers = new ProfileTable(CustomerProfiles.STRIDE);
  private final PairTable pairs;
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

  /** Bytes of the arrays that hold profiles and their index, spare room included; no pairs. */
  public long profileBytes() {
    return parties.bytes() + customers.bytes();
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
    long pair = PairTable.mix(in.sender[0], in.receiver[0]);
    small.begin = begin;
    parties.copy(in.sender[0], small.parties);
    parties.copy(in.receiver[0], small.parties);
    customers.copy(in.customer[0], small.customers);
    pairs.copy(PairTable.way(pair, in.sender[0], in.receiver[0]), small.pairs);
    pairs.copy(PairTable.way(pair, in.receiver[0], in.sender[0]), small.pairs);
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
    batch.copyOut();
  }

  /** How long anything was observed, for the share of it that a party was there. */
  private void emitObserved() {
    for (int k = 0; k < batch.count; k++) {
      begin = Math.min(begin, batch.time[k]);
      batch.putLnOnePlus(Slot.PARTY_SENIORITY, k, batch.time[k] - begin);
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
    }
    for (int k = 0; k < rows.count; k++) {
      int i = rows.from + k;
      rows.sender[k] = in.sender[i] == 0 ? -1 : parties.findOrAdd(in.sender[i]);
      rows.receiver[k] = in.receiver[i] == 0 ? -1 : parties.findOrAdd(in.receiver[i]);
      rows.customer[k] = customers.findOrAdd(in.customer[i]);
    }
    for (int k = 0; k < rows.count; k++) {
      touch += parties.touch(rows.sender[k], PartyProfiles.SENDER_LONGS);
      touch += parties.touch(rows.receiver[k], PartyProfiles.STRIDE);
      touch += customers.touch(rows.customer[k], CustomerProfiles.STRIDE);
    }
    touched += touch;
  }

  private void processParties(int k) {
    row.meetParties(batch, k);
    long[] sender = row.hasSender ? parties.page(batch.sender[k]) : PartyProfiles.UNKNOWN;
    long[] receiver = row.hasReceiver ? parties.page(batch.receiver[k]) : PartyProfiles.UNKNOWN;
    int senderAt = row.hasSender ? parties.offset(batch.sender[k]) : 0;
    int receiverAt = row.hasReceiver ? parties.offset(batch.receiver[k]) : 0;
    meetSender(k, sender, senderAt);
    int sentAt = row.hasSender ? PartyProfiles.advance(sender, senderAt, row.time) : 0;
    int receivedAt = 0;
    if (row.hasReceiver) {
      receivedAt = PartyProfiles.advance(receiver, receiverAt, row.time);
      PartyProfiles.advanceReceiver(receiver, receiverAt, receivedAt);
    }
    emitPair(k, sentAt, receivedAt);
    emitLookAlike(k, sender, senderAt, receiver, receiverAt);
    PartyFeatures.emitBoth(sender, senderAt, receiver, receiverAt, batch, k);
    PartyFeatures.emitFlow(row, sender, senderAt, batch, k);
    if (row.hasSender) {
      PartyFeatures.emitSender(row, sender, senderAt, batch, k);
    } else {
      PartyFeatures.putUnknownSender(batch, k);
    }
    if (row.hasReceiver) {
      PartyFeatures.emitReceiver(row, receiver, receiverAt, batch, k);
    } else {
      PartyFeatures.putUnknownReceiver(batch, k);
    }
    if (row.hasSender) {
      PartyProfiles.send(row, sender, senderAt, sentAt);
    }
    if (row.hasReceiver) {
      PartyProfiles.receive(row, receiver, receiverAt, receivedAt);
    }
  }

  private void meetSender(int k, long[] sender, int senderAt) {
    long nonce = batch.in.nonce[row.index];
    int count =
        row.hasSender
            ? PartyProfiles.sentCount(sender, senderAt)
            : batch.out.customerCount[row.index];
    row.senderExperience = nonce >= 0 ? Ln.onePlus((double) nonce) : Ln.onePlus(count);
    row.senderIsNew = row.hasSender && !PartyProfiles.isKnown(sender, senderAt);
    batch.put(Slot.SENDER_NONCE, k, row.senderExperience);
  }

  /** Reads what is known of the two parties together, and counts this payment. */
  private void emitPair(int k, int sentAt, int receivedAt) {
    row.pairCount = 0;
    row.lastSent = -1;
    row.lastReceived = -1;
    if (!row.hasSender || !row.hasReceiver) {
      batch.putUnknownLn(Slot.PAIR_COUNT, k);
      batch.putUnknownLn(Slot.PAIR_BACK, k);
      return;
    }
    long sender = batch.in.sender[row.index];
    long receiver = batch.in.receiver[row.index];
    long back = pairs.find(PairTable.way(batch.pairKey[k], receiver, sender));
    int at = pairs.meet(PairTable.way(batch.pairKey[k], sender, receiver));
    long payments = pairs.entries()[at];
    if (payments != 0) {
      row.pairCount = PairTable.count(payments);
      row.lastSent = PairTable.lastSent(payments);
      row.lastReceived = PairTable.lastReceived(payments);
    }
    pairs.entries()[at] = PairTable.payments(sentAt, receivedAt, row.pairCount);
    batch.putLnOnePlus(Slot.PAIR_COUNT, k, row.pairCount);
    batch.putLnOnePlus(Slot.PAIR_BACK, k, PairTable.count(back));
  }

  /** Sees whether one party's address is like one that the other knows, and lets them meet. */
  private void emitLookAlike(int k, long[] sender, int senderAt, long[] receiver, int receiverAt) {
    if (!row.hasSender || !row.hasReceiver) {
      batch.put(Slot.LOOK_ALIKE, k, 0);
      return;
    }
    TransactionBlock in = batch.in;
    int i = row.index;
    boolean receiverResembles =
        in.receiverShape[i] != 0
            && PartyProfiles.resemblesAnother(
                sender, senderAt, in.receiverShape[i], in.receiver[i]);
    boolean senderResembles =
        in.senderShape[i] != 0
            && PartyProfiles.resemblesAnother(
                receiver, receiverAt, in.senderShape[i], in.sender[i]);
    batch.put(Slot.LOOK_ALIKE, k, receiverResembles | senderResembles ? 1 : 0);
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
    out.writeInt(options.maxCurrencies());
    out.writeLong(seen);
    out.writeInt(begin);
    parties.save(out);
    customers.save(out);
    pairs.save(out);
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
    requireSame("maxCurrencies", in.readInt(), options.maxCurrencies());
    FeatureEngine engine = new FeatureEngine(options);
    engine.seen = in.readLong();
    engine.begin = in.readInt();
    engine.parties.load(in, PartyProfiles::isPossible);
    engine.customers.load(in, CustomerProfiles::isPossible);
    engine.pairs.load(in);
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
