package io.tercet.jobs.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.core.transaction.Transaction;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transactions written in any dialect come back as they were. */
class ImportPropertyTest {
  private static final String[] PIECES = {
    "a", "Z", "9", " b", "\"", ",", ";", "\t.", "|", "é", "链", "😀", "'", "0x", "{", "\\", "-"
  };

  @TempDir Path folder;

  @Test
  void everyDialectRoundTrips() {
    for (int seed = 0; seed < 250; seed++) {
      Random random = new Random(seed);
      List<Transaction> transactions = randomTransactions(random);
      String text = random.nextInt(3) == 0 ? json(random, transactions) : csv(random, transactions);
      String compression = List.of("plain", "gzip", "zstd").get(random.nextInt(3));
      ImportTester tester = new ImportTester(folder);
      tester.importBytes(Compressed.by(compression, text));
      assertThat(tester.store.rejected).as("seed %d", seed).isEmpty();
      assertThat(tester.store.transactions.values())
          .as("seed %d", seed)
          .containsExactlyElementsOf(transactions);
    }
  }

  private static List<Transaction> randomTransactions(Random random) {
    List<Transaction> transactions = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(30); i++) {
      transactions.add(
          new Transaction(
              "t" + i + text(random),
              random.nextLong(Transaction.MIN_TIMESTAMP, Transaction.MAX_TIMESTAMP),
              "u" + text(random),
              "transfer" + text(random),
              random.nextBoolean() ? "ETH" : "X" + text(random),
              amount(random),
              amount(random),
              random.nextBoolean() ? null : "f" + text(random),
              random.nextBoolean() ? null : "0xAb" + text(random),
              "completed",
              random.nextBoolean() ? -1 : random.nextLong() >>> 1));
    }
    return transactions;
  }

  private static double amount(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> 0;
      case 1 -> random.nextInt(1_000_000) / 100.0;
      case 2 -> Math.exp(random.nextDouble(-600, 60));
      default -> random.nextLong() >>> 1;
    };
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)].replace("\t.", "."));
    }
    return text.append('.').toString();
  }

  private static String csv(Random random, List<Transaction> transactions) {
    char delimiter = ",;\t|".charAt(random.nextInt(4));
    String lineEnd = random.nextBoolean() ? "\n" : "\r\n";
    List<Field> columns = new ArrayList<>(List.of(Field.values()));
    Collections.shuffle(columns, random);
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "\uFEFF" : "");
    appendRow(random, delimiter, lineEnd, columns.stream().map(Field::label).toList(), text);
    for (Transaction transaction : transactions) {
      List<String> cells = new ArrayList<>();
      columns.forEach(
          column -> cells.add(Objects.requireNonNullElse(cell(random, column, transaction), "")));
      appendRow(random, delimiter, lineEnd, cells, text);
    }
    return text.toString();
  }

  private static void appendRow(
      Random random, char delimiter, String lineEnd, List<String> cells, StringBuilder text) {
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      boolean needsQuotes = cell.indexOf(delimiter) >= 0 || cell.startsWith("\"");
      text.append(i == 0 ? "" : delimiter)
          .append(
              needsQuotes || random.nextInt(4) == 0
                  ? "\"" + cell.replace("\"", "\"\"") + "\""
                  : cell);
    }
    text.append(lineEnd);
  }

  private static String json(Random random, List<Transaction> transactions) {
    StringBuilder text = new StringBuilder();
    for (Transaction transaction : transactions) {
      List<Field> columns = new ArrayList<>(List.of(Field.values()));
      Collections.shuffle(columns, random);
      List<String> members = new ArrayList<>();
      for (Field column : columns) {
        String cell = cell(random, column, transaction);
        String value =
            cell == null ? "null" : "\"" + cell.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        members.add("\"" + column.label() + "\": " + value);
      }
      text.append('{')
          .append(String.join(random.nextBoolean() ? "," : " , ", members))
          .append("}\n");
    }
    return text.toString();
  }

  private static @Nullable String cell(Random random, Field field, Transaction transaction) {
    return switch (field) {
      case TRANSACTION_ID -> transaction.id();
      case TIMESTAMP -> time(random, transaction.timestampMicros());
      case USER_ID -> transaction.account();
      case TRANSACTION_TYPE -> transaction.type();
      case CURRENCY -> transaction.currency();
      case AMOUNT -> number(random, transaction.amount());
      case FEE -> number(random, transaction.fee());
      case FROM_ADDRESS -> transaction.fromAddress();
      case TO_ADDRESS -> transaction.toAddress();
      case STATUS -> transaction.status();
      case NONCE -> transaction.senderNonce() < 0 ? null : "" + transaction.senderNonce();
    };
  }

  private static String number(Random random, double value) {
    return random.nextBoolean()
        ? "" + value
        : new BigDecimal(value).toPlainString().length() > 900
            ? "" + value
            : new BigDecimal(value).toPlainString();
  }

  private static String time(Random random, long micros) {
    Instant time = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    return switch (random.nextInt(4)) {
      case 0 -> "" + micros;
      case 1 -> time.toString().replace('T', ' ').replace("Z", "");
      case 2 -> BigDecimal.valueOf(micros, 6).toPlainString();
      default -> time.toString();
    };
  }
}
