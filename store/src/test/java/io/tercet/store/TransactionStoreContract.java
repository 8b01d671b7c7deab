package io.tercet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.core.transaction.Transaction;
import io.tercet.core.transaction.TransactionBlock;
import io.tercet.store.TransactionStore.ImportCounts;
import io.tercet.store.TransactionStore.ImportSession;
import io.tercet.store.TransactionStore.StoredTransaction;
import io.tercet.store.TransactionStore.TransactionSpan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every store of transactions must do. */
public abstract class TransactionStoreContract extends StoreContract {
  private static final int ROWS = 2_500;

  @Test
  void anEmptyStoreHasNothing() {
    assertThat(store().transactions().lastSequence()).isZero();
    assertThat(store().transactions().span()).isEqualTo(new TransactionSpan(0, 0, 0));
    assertThat(store().transactions().count(Selection.ALL)).isZero();
    assertThat(Samples.read(store(), Selection.ALL).size).isZero();
    assertThat(store().transactions().byId("tx")).isEmpty();
    assertThat(store().transactions().bySequence()).isEmpty();
    assertThat(store().transactions().history("user-1", Samples.START, 5)).isEmpty();
  }

  @Test
  void partiesAndCustomersAreFirstSeenInWhateverRoleTheyCameFirst() {
    List<Transaction> transactions = Samples.transactions(0, 300);
    Samples.insert(store(), transactions);
    Map<Long, Long> expected = new HashMap<>();
    for (Transaction t : transactions) {
      for (String party : new String[] {t.customer(), t.sender(), t.receiver()}) {
        if (party != null) {
          expected.merge(TransactionBlock.key(party), t.timestampMicros(), Math::min);
        }
      }
    }
    Map<Long, Long> seen = new HashMap<>();
    store()
        .transactions()
        .firstSeen((key, micros) -> assertThat(seen.put(key, micros)).as("once").isNull());
    assertThat(seen).isEqualTo(expected).hasSizeGreaterThan(10);
  }

  @Test
  void anImportOfNothingIsAnImport() {
    assertThat(Samples.insert(store(), List.of())).isEqualTo(new ImportCounts(0, 0, 0, 0));
    assertThat(store().reports().totals().lastImport()).isEqualTo(Samples.NOW);
  }

  @Test
  void whatWasAddedComesBackAsItWas() {
    List<Transaction> transactions = Samples.transactions(0, 300);
    Samples.insert(store(), transactions);
    for (int i = 0; i < transactions.size(); i += 3) {
      StoredTransaction expected = new StoredTransaction(i + 1, transactions.get(i));
      assertThat(store().transactions().byId(transactions.get(i).id())).contains(expected);
    }
    assertThat(store().transactions().lastSequence()).isEqualTo(300);
  }

  @Test
  void aCurrencyIsKnownByItsKey() {
    Samples.insert(store(), Samples.transactions(0, 300));
    for (Transaction transaction : Samples.transactions(0, 20)) {
      String currency = transaction.currency();
      assertThat(store().transactions().currency(TransactionBlock.key(currency)))
          .contains(currency);
    }
    assertThat(store().transactions().currency(TransactionBlock.key("NONE"))).isEmpty();
  }

  @Test
  void blocksHoldTheNumbersOfTheTransactionsInOrderOfTimeAndKey() {
    List<Transaction> transactions = Samples.transactions(0, ROWS);
    Samples.insert(store(), transactions);
    TransactionBlock expected = new TransactionBlock(ROWS);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < transactions.size(); i++) {
      order.add(i);
    }
    order.sort(
        Comparator.<Integer>comparingLong(i -> transactions.get(i).timestampMicros())
            .thenComparingLong(i -> TransactionBlock.key(transactions.get(i).id())));
    order.forEach(i -> expected.add(transactions.get(i), i + 1));
    assertThat(Samples.read(store(), Selection.ALL)).usingRecursiveComparison().isEqualTo(expected);
  }

  @Test
  void aBlockIsFullUnlessItIsTheLast() {
    Samples.insert(store(), Samples.transactions(0, ROWS));
    try (var reader = store().transactions().read(Selection.ALL)) {
      TransactionBlock block = new TransactionBlock(1_000);
      List<Integer> sizes = new ArrayList<>();
      while (reader.next(block)) {
        sizes.add(block.size);
      }
      assertThat(sizes).containsExactly(1_000, 1_000, 500);
      assertThat(reader.next(block)).isFalse();
      assertThat(block.size).isZero();
    }
  }

  @Test
  void equalTimesAreOrderedByKey() {
    List<Transaction> transactions = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Transaction any = Samples.transaction(i);
      transactions.add(
          new Transaction(
              any.id(), Samples.START, "a", "transfer", "BTC", 1, 0, null, null, "completed", -1));
    }
    Samples.insert(store(), transactions);
    TransactionBlock block = Samples.read(store(), Selection.ALL);
    for (int row = 1; row < block.size; row++) {
      assertThat(block.id[row]).isGreaterThan(block.id[row - 1]);
    }
  }

  @Test
  void aSelectionBoundsSequenceAndTime() {
    Samples.insert(store(), Samples.transactions(0, 100));
    Selection selection =
        Selection.window(Samples.START + 10 * Samples.HOUR, Samples.START + 60 * Samples.HOUR)
            .through(40);
    long expected =
        Samples.transactions(0, 40).stream()
            .filter(t ->
                t.timestampMicros() >= selection.fromMicros()
                    && t.timestampMicros() < selection.toMicros())
            .count();
    assertThat(store().transactions().count(selection)).isEqualTo(expected).isPositive();
    assertThat(Samples.read(store(), selection).size).isEqualTo(expected);
    assertThat(Samples.read(store(), Selection.ingested(90, 95)).sequence)
        .contains(91, 92, 93, 94, 95)
        .doesNotContain(90, 96);
  }

  @Test
  void aReaderSeesWhatWasThereWhenItWasOpened() {
    Samples.insert(store(), Samples.transactions(0, 100));
    try (var reader = store().transactions().read(Selection.ALL)) {
      Samples.insert(store(), Samples.transactions(100, 200));
      TransactionBlock block = new TransactionBlock(1_000);
      reader.next(block);
      assertThat(block.size).isEqualTo(100);
    }
  }

  @Test
  void theSameImportTwiceChangesNothing() {
    List<Transaction> transactions = Samples.transactions(0, 500);
    assertThat(Samples.insert(store(), transactions)).isEqualTo(new ImportCounts(500, 500, 0, 0));
    TransactionBlock before = Samples.read(store(), Selection.ALL);
    assertThat(Samples.insert(store(), transactions)).isEqualTo(new ImportCounts(500, 0, 500, 0));
    assertThat(Samples.read(store(), Selection.ALL)).usingRecursiveComparison().isEqualTo(before);
  }

  @Test
  void anIdSeenBeforeWithOtherContentIsRejectedAndTheFirstStays() {
    Transaction first = Samples.transaction(1);
    Samples.insert(store(), List.of(first));
    ImportCounts counts =
        Samples.insert(
            store(), List.of(Samples.withAmount(first, 99), first, Samples.transaction(2)));
    assertThat(counts).isEqualTo(new ImportCounts(3, 1, 1, 1));
    assertThat(store().transactions().byId(first.id()).orElseThrow().transaction())
        .isEqualTo(first);
    assertThat(store().reports().rejected(10))
        .singleElement()
        .satisfies(row -> {
          assertThat(row.file()).isEqualTo("test.csv");
          assertThat(row.line()).isEqualTo(2);
          assertThat(row.text()).isEqualTo(first.id());
          assertThat(row.importedAt()).isEqualTo(Samples.NOW);
          assertThat(row.reason())
              .contains(first.id(), "other content", "1.25 USDT")
              .doesNotContain("\n");
        });
  }

  @Test
  void withinOneImportTheFirstOfAnIdCounts() {
    Transaction first = Samples.transaction(1);
    Transaction other = Samples.withAmount(first, 99);
    assertThat(Samples.insert(store(), List.of(first, other, first, other)))
        .isEqualTo(new ImportCounts(4, 1, 1, 2));
    assertThat(store().transactions().byId(first.id()).orElseThrow().transaction())
        .isEqualTo(first);
  }

  @Test
  void randomImportsEqualAMapThatKeepsTheFirst() {
    for (long seed = 1; seed <= 4; seed++) {
      Random random = new Random(seed);
      List<Transaction> rows = new ArrayList<>();
      for (int i = 0; i < 2_000; i++) {
        Transaction any = Samples.transaction((int) seed * 10_000 + random.nextInt(1_500));
        rows.add(random.nextInt(4) == 0 ? Samples.withAmount(any, random.nextInt(3)) : any);
      }
      Collections.shuffle(rows, random);
      Reference reference = Reference.of(rows);
      assertThat(Samples.insert(store(), rows)).as("seed %d", seed).isEqualTo(reference.counts());
      assertThat(Samples.insert(store(), rows).imported()).as("seed %d", seed).isZero();
      reference.kept().stream()
          .filter(kept -> random.nextInt(20) == 0)
          .forEach(kept ->
              assertThat(store().transactions().byId(kept.id()).orElseThrow().transaction())
                  .isEqualTo(kept));
    }
  }

  @Test
  void everyDifferenceOfContentIsAConflict() {
    Transaction t = Samples.transaction(3);
    Samples.insert(store(), List.of(t));
    List<Transaction> others = ContentVariants.of(t);
    assertThat(Samples.insert(store(), others))
        .isEqualTo(new ImportCounts(others.size(), 0, 0, others.size()));
  }

  @Test
  void nothingIsSeenOfAnImportBeforeItIsFinished() {
    Samples.insert(store(), Samples.transactions(0, 10));
    try (ImportSession session = store().transactions().beginImport(Samples.NOW)) {
      for (Transaction transaction : Samples.transactions(10, 20)) {
        session.add(transaction, Samples.source(1, ""));
      }
      session.reject(Samples.source(2, "bad"), "no amount");
      assertThat(store().transactions().lastSequence()).isEqualTo(10);
      assertThat(store().reports().rejected(10)).isEmpty();
    }
    assertThat(store().transactions().lastSequence()).isEqualTo(10);
    assertThat(store().reports().totals().rejected()).isZero();
    assertThat(Samples.insert(store(), Samples.transactions(10, 20)).imported()).isEqualTo(10);
  }

  @Test
  void aFinishedImportTakesNothingMore() {
    ImportSession session = store().transactions().beginImport(Samples.NOW);
    session.finish();
    assertThatThrownBy(() -> session.add(Samples.transaction(1), Samples.source(1, "")))
        .isInstanceOf(StoreException.class);
    session.close();
  }

  @Test
  void twoImportsAtOnceAreRefused() {
    try (ImportSession first = store().transactions().beginImport(Samples.NOW)) {
      assertThatThrownBy(() -> store().transactions().beginImport(Samples.NOW))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("under way");
      first.finish();
    }
    Samples.insert(store(), Samples.transactions(0, 1));
  }

  @Test
  void rejectedRowsAreKeptWithWhereAndWhy() {
    try (ImportSession session = store().transactions().beginImport(Samples.NOW)) {
      session.reject(Samples.source(2, "a\0b,'\"\n\uD800"), "no amount");
      session.reject(Samples.source(3, "x".repeat(5_000)), "too long");
      session.add(Samples.transaction(1), Samples.source(4, ""));
      assertThat(session.finish()).isEqualTo(new ImportCounts(3, 1, 0, 2));
    }
    var rejected = store().reports().rejected(10);
    assertThat(rejected).extracting(r -> r.line()).containsExactly(3L, 2L);
    assertThat(rejected).extracting(r -> r.reason()).containsExactly("too long", "no amount");
    assertThat(rejected.getFirst().text()).hasSizeLessThanOrEqualTo(2_000);
    assertThat(rejected.getLast().text()).startsWith("a").contains("b,'\"\n");
    assertThat(store().reports().rejected(1)).hasSize(1);
  }

  @Test
  void historyIsOfTheCustomerBeforeATimeLatestFirst() {
    List<Transaction> transactions = Samples.transactions(0, 300);
    Samples.insert(store(), transactions);
    long before = Samples.START + 200 * Samples.HOUR;
    for (String customer : List.of("user-3", "0x%040x".formatted(5))) {
      List<Transaction> expected =
          transactions.stream()
              .filter(t -> t.customer().equals(customer) && t.timestampMicros() < before)
              .sorted(Comparator.comparingLong(Transaction::timestampMicros).reversed())
              .limit(4)
              .toList();
      assertThat(store().transactions().history(customer, before, 4))
          .extracting(StoredTransaction::transaction)
          .isNotEmpty()
          .isEqualTo(expected);
    }
  }

  @Test
  void sequencesComeBackInTheOrderAskedFor() {
    Samples.insert(store(), Samples.transactions(0, 20));
    assertThat(store().transactions().bySequence(7, 999, 3, 20))
        .extracting(StoredTransaction::sequence)
        .containsExactly(7L, 3L, 20L);
  }
}
