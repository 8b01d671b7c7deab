package io.tercet.core.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionTest {
  private static final long TIME = 1_700_000_000_000_000L;

  @Test
  void textsAreStrippedAndNamesHaveOneCase() {
    Transaction transaction =
        new Transaction(
            " t1 ", TIME, " u1", "Transfer", "eth ", 1, 0, " 0xAB ", "", "COMPLETED", -1);
    assertThat(transaction)
        .isEqualTo(
            new Transaction(
                "t1", TIME, "u1", "transfer", "ETH", 1, 0, "0xab", null, "completed", -1));
  }

  @ParameterizedTest
  @CsvSource({
    "0xABcdEF09, 0xabcdef09",
    "0XAB, 0xab",
    "0xZZ, 0xZZ",
    "0x١, 0x١",
    "BC1QXY, bc1qxy",
    "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2, 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2",
    "A, A"
  })
  void addressesHaveOneSpelling(String address, String normal) {
    assertThat(Transaction.normaliseAddress(address)).isEqualTo(normal);
    assertThat(Transaction.normaliseAddress(normal)).isEqualTo(normal);
  }

  @Test
  void anAccountThatIsAnAddressIsSpeltAsOne() {
    assertThat(of("transfer", "0xAB", null, null).customer()).isEqualTo("0xab");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // type, account, from, to -> customer, sender, receiver
        "transfer, u, a, b, u, a, b",
        "transfer, u, -, b, u, u, b",
        "transfer, u, -, -, u, u, -",
        "transfer, -, a, b, a, a, b",
        "transfer, -, -, b, b, -, b",
        "deposit, u, a, -, u, a, u",
        "deposit, -, a, b, b, a, b",
        "deposit, -, a, -, a, a, -",
        "withdrawal, u, -, b, u, u, b"
      })
  void partiesFollowFromTypeAccountAndAddresses(
      String type,
      @Nullable String account,
      @Nullable String from,
      @Nullable String to,
      String customer,
      @Nullable String sender,
      @Nullable String receiver) {
    Transaction transaction = of(type, account, from, to);
    assertThat(transaction.customer()).isEqualTo(customer);
    assertThat(transaction.sender()).isEqualTo(sender);
    assertThat(transaction.receiver()).isEqualTo(receiver);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, -Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY, 1.1e30})
  void amountsAreFiniteAndNotNegative(double amount) {
    assertThatThrownBy(() -> withAmounts(amount, 0))
        .isInstanceOf(InvalidTransactionException.class)
        .hasMessageStartingWith("amount must be a finite number in [0, 1e30]");
    assertThatThrownBy(() -> withAmounts(0, amount)).hasMessageStartingWith("fee must be");
  }

  @ParameterizedTest
  @ValueSource(longs = {Transaction.MIN_TIMESTAMP - 1, Transaction.MAX_TIMESTAMP, Long.MIN_VALUE})
  void timesAreInRange(long time) {
    assertThatThrownBy(
            () -> new Transaction("t", time, "u", "x", "ETH", 1, 0, null, null, "ok", -1))
        .isInstanceOf(InvalidTransactionException.class)
        .hasMessageStartingWith("timestamp must be in [");
  }

  @Test
  void theFirstAndLastMomentAreInRange() {
    for (long time : new long[] {Transaction.MIN_TIMESTAMP, Transaction.MAX_TIMESTAMP - 1}) {
      assertThat(new Transaction("t", time, "u", "x", "ETH", 1, 0, null, null, "ok", -1))
          .extracting(Transaction::timestampMicros)
          .isEqualTo(time);
    }
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatThrownBy(() -> named(" ", "ETH")).hasMessage("transaction_id is empty");
    assertThatThrownBy(() -> named("t", "")).hasMessage("currency is empty");
    assertThatThrownBy(() -> of("transfer", null, " ", null))
        .hasMessageContaining("at least one is needed");
    assertThatThrownBy(
            () -> new Transaction("t", TIME, "u", "x", "ETH", 1, 0, null, null, "ok", -2))
        .hasMessage("nonce must be ≥ 0, got -2");
  }

  @Test
  void textsAreBounded() {
    assertThat(named("t".repeat(256), "ETH").id()).hasSize(256);
    assertThatThrownBy(() -> named("t".repeat(257), "ETH"))
        .hasMessage("transaction_id has 257 characters; at most 256 are allowed");
    assertThatThrownBy(() -> named("t", "E".repeat(65))).hasMessageStartingWith("currency has 65");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "a\nb", "a\u007Fb", "a\uFFFDb"})
  void controlAndReplacementCharactersAreNoText(String id) {
    assertThatThrownBy(() -> named(id, "ETH")).hasMessageEndingWith("at position 1");
  }

  private static Transaction named(String id, String currency) {
    return new Transaction(id, TIME, "u", "transfer", currency, 1, 0, null, null, "ok", -1);
  }

  private static Transaction withAmounts(double amount, double fee) {
    return new Transaction("t", TIME, "u", "transfer", "ETH", amount, fee, null, null, "ok", -1);
  }

  private static Transaction of(
      String type, @Nullable String account, @Nullable String from, @Nullable String to) {
    return new Transaction("t", TIME, account, type, "ETH", 1, 0, from, to, "completed", -1);
  }
}
