package io.tercet.core.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TransactionBlockTest {
  private static final String FROM = "0xb3f636cae9e8ad9795d14d3bdda3e382dba47c73";
  private static final String LOOK_ALIKE = "0xb3f60000000000000000000000000000000007c73";
  private static final Transaction TRANSACTION =
      new Transaction(
          "t1", 1_700_000_000_000_001L, "u1", "deposit", "ETH", 1.5, 0.25, FROM, null, "failed", 7);

  @Test
  void aRowHoldsTheKeysOfItsTexts() {
    TransactionBlock block = new TransactionBlock(2);
    block.add(TRANSACTION, 42);
    assertThat(block.size).isEqualTo(1);
    assertThat(block.sequence[0]).isEqualTo(42);
    assertThat(block.id[0]).isEqualTo(XxHash64.hash("t1"));
    assertThat(block.timestamp[0]).isEqualTo(1_700_000_000_000_001L);
    assertThat(block.customer[0]).isEqualTo(XxHash64.hash("u1"));
    assertThat(block.sender[0]).isEqualTo(XxHash64.hash(FROM));
    assertThat(block.receiver[0]).isEqualTo(XxHash64.hash("u1"));
    assertThat(block.currency[0]).isEqualTo(XxHash64.hash("ETH"));
    assertThat(block.type[0]).isEqualTo(TransactionType.DEPOSIT.code());
    assertThat(block.status[0]).isEqualTo(TransactionStatus.FAILED.code());
    assertThat(block.amount[0]).isEqualTo(1.5);
    assertThat(block.fee[0]).isEqualTo(0.25);
    assertThat(block.nonce[0]).isEqualTo(7);
    assertThat(block.senderShape[0]).isEqualTo(TransactionBlock.shape(FROM));
    assertThat(block.receiverShape[0]).isZero();
  }

  @Test
  void aCopiedRowIsTheSame() {
    TransactionBlock block = new TransactionBlock(1);
    block.add(TRANSACTION, 42);
    TransactionBlock copy = new TransactionBlock(1);
    copy.add(block, 0);
    assertThat(copy).usingRecursiveComparison().isEqualTo(block);
    assertThat(copy.isFull()).isTrue();
  }

  @Test
  void whatIsAbsentHasKeyZeroAndNothingElseHas() {
    assertThat(TransactionBlock.key(null)).isZero();
    assertThat(TransactionBlock.key("")).isEqualTo(0xef46db3751d8e999L);
  }

  @Test
  void addressesWithEqualEndsHaveOneShape() {
    assertThat(TransactionBlock.shape(FROM))
        .isNotZero()
        .isEqualTo(TransactionBlock.shape(LOOK_ALIKE));
    assertThat(TransactionBlock.shape(FROM.replace("0xb3", "0xb4")))
        .isNotEqualTo(TransactionBlock.shape(FROM));
    assertThat(TransactionBlock.shape("0x123456789")).isZero();
    assertThat(TransactionBlock.shape(null)).isZero();
  }

  @Test
  void aBlockHasRoomForARow() {
    assertThatThrownBy(() -> new TransactionBlock(0)).hasMessage("capacity must be ≥ 1, got 0");
  }
}
