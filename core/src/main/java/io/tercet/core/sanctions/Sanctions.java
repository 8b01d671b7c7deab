package io.tercet.core.sanctions;

import io.tercet.core.ensemble.Decision;
import io.tercet.core.ensemble.Risk;
import io.tercet.core.ensemble.RiskLevel;
import io.tercet.core.ensemble.VerdictBlock;
import io.tercet.core.transaction.TransactionBlock;
import java.util.List;
import java.util.Optional;

/**
 * The lists in force. A transaction with a party on one of them is critical and blocked, whatever
 * the layers say. Layers and calibration never see the lists: an overridden row counts among the
 * latest scores with the score that its behaviour has.
 *
 * @param lists in the order in which they are searched
 */
public record Sanctions(List<SanctionsList> lists) {
  /** No lists: nothing is overridden. */
  public static final Sanctions NONE = new Sanctions(List.of());

  public Sanctions {
    lists = List.copyOf(lists);
  }

  /** Who is on a list. */
  public enum Party {
    SENDER("sender"),
    RECEIVER("receiver"),
    CUSTOMER("customer");

    private final String text;

    Party(String text) {
      this.text = text;
    }

    /** For people. */
    public String text() {
      return text;
    }
  }

  /**
   * A party on a list.
   *
   * @param list the first that has it
   */
  public record Hit(Party party, SanctionsList list) {}

  /**
   * Overrides the verdicts on all rows with a party on a list: risk 100, critical, blocked, marked
   * by {@link VerdictBlock#SANCTIONED}.
   *
   * @param transactions of the same rows
   */
  public void override(TransactionBlock transactions, VerdictBlock verdicts) {
    for (SanctionsList list : lists) {
      AddressKeys addresses = list.addresses();
      for (int i = 0; i < verdicts.size; i++) {
        if (addresses.contains(transactions.sender[i])
            || addresses.contains(transactions.receiver[i])
            || addresses.contains(transactions.customer[i])) {
          override(verdicts, i);
        }
      }
    }
  }

  private static void override(VerdictBlock verdicts, int row) {
    verdicts.totalRisk[row] = Risk.MAX;
    verdicts.level[row] = RiskLevel.CRITICAL.code();
    verdicts.decision[row] = Decision.BLOCKED.code();
    verdicts.rules[row] |= VerdictBlock.SANCTIONED;
  }

  /** Who is on which list, by the keys of the three; empty if nobody is. */
  public Optional<Hit> find(long sender, long receiver, long customer) {
    long[] keys = {sender, receiver, customer};
    for (SanctionsList list : lists) {
      for (Party party : Party.values()) {
        if (list.addresses().contains(keys[party.ordinal()])) {
          return Optional.of(new Hit(party, list));
        }
      }
    }
    return Optional.empty();
  }
}
