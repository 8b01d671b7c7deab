package io.tercet.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.core.transaction.Transaction;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ImportBatchTest {
  @Test
  void aRowOfBytesIsTheRowOfItsTransaction() {
    for (Transaction transaction : Samples.transactions(0, 200)) {
      Transaction ascii = withId(transaction, transaction.id().replace('é', 'e'));
      ImportBatch plain = batch(1);
      plain.add(ascii, 0);
      ImportBatch fast = batch(1);
      addBytes(fast, ascii);
      assertThat(fast.transaction(0)).isEqualTo(ascii).isEqualTo(plain.transaction(0));
      assertThat(fast.numbers).usingRecursiveComparison().isEqualTo(plain.numbers);
      assertThat(fast.given).isEqualTo(plain.given);
      assertThat(fast.words).isEqualTo(plain.words);
      assertThat(fast.ids).isDeepEqualTo(plain.ids);
    }
  }

  @Test
  void rowsAreCopiedAndTakenOutWithWhereTheyWereRead() {
    List<Transaction> transactions = Samples.transactions(0, 50);
    ImportBatch batch = batch(50);
    transactions.forEach(transaction -> batch.add(transaction, 2 * batch.size()));
    BitSet odd = new BitSet();
    for (int row = 1; row < 50; row += 2) {
      odd.set(row);
    }
    ImportBatch copy = batch.copy(odd);
    batch.remove(odd);
    assertThat(copy.size()).isEqualTo(25);
    assertThat(batch.size()).isEqualTo(25);
    for (int row = 0; row < 25; row++) {
      assertThat(copy.transaction(row)).isEqualTo(transactions.get(2 * row + 1));
      assertThat(copy.source(row).line()).isEqualTo(2 * (2 * row + 1));
      assertThat(batch.transaction(row)).isEqualTo(transactions.get(2 * row));
      assertThat(batch.source(row).line()).isEqualTo(2 * 2 * row);
    }
  }

  private static ImportBatch batch(int capacity) {
    return new ImportBatch(capacity, row -> Samples.source(row, "text " + row));
  }

  private static void addBytes(ImportBatch batch, Transaction t) {
    StringBuilder ascii = new StringBuilder("before");
    int[] slices = new int[8];
    put(ascii, slices, 0, t.id());
    put(ascii, slices, 2, t.account());
    put(ascii, slices, 4, t.fromAddress());
    put(ascii, slices, 6, t.toAddress());
    batch.add(
        0,
        ascii.append("after").toString().getBytes(US_ASCII),
        slices,
        Words.of(t.type(), t.currency(), t.status()),
        t.timestampMicros(),
        t.amount(),
        t.fee(),
        t.senderNonce());
  }

  private static void put(StringBuilder ascii, int[] slices, int at, @Nullable String text) {
    slices[at] = text == null ? -1 : ascii.length();
    ascii.append(text == null ? "" : text);
    slices[at + 1] = ascii.length();
  }

  private static Transaction withId(Transaction t, String id) {
    return new Transaction(
        id,
        t.timestampMicros(),
        t.account(),
        t.type(),
        t.currency(),
        t.amount(),
        t.fee(),
        t.fromAddress(),
        t.toAddress(),
        t.status(),
        t.senderNonce());
  }
}
