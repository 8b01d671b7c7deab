package io.tercet.core.simulation;

import io.tercet.core.transaction.TransactionType;

/** How people use their account: share of accounts, usual dollars, and what they do how often. */
enum Archetype {
  SAVER(0.34, 220, 0.40, 0.18, 0.10, 0.27),
  TRADER(0.20, 380, 0.15, 0.12, 0.03, 0.68),
  SPENDER(0.26, 55, 0.24, 0.05, 0.14, 0.06),
  REMITTER(0.14, 170, 0.30, 0.06, 0.52, 0.05),
  BUSINESS(0.06, 1_600, 0.36, 0.22, 0.20, 0.08);

  private static final Archetype[] VALUES = values();

  final double usualDollars;
  private final double share;
  private final double deposits;
  private final double withdrawals;
  private final double transfers;
  private final double trades;

  Archetype(
      double share,
      double usualDollars,
      double deposits,
      double withdrawals,
      double transfers,
      double trades) {
    this.share = share;
    this.usualDollars = usualDollars;
    this.deposits = deposits;
    this.withdrawals = withdrawals;
    this.transfers = transfers;
    this.trades = trades;
  }

  static Archetype pick(SimulationRandom random) {
    double left = random.nextDouble();
    for (Archetype archetype : VALUES) {
      left -= archetype.share;
      if (left < 0) {
        return archetype;
      }
    }
    return SAVER;
  }

  /** What such a person does next; what is left of the shares are payments. */
  TransactionType nextType(SimulationRandom random) {
    double left = random.nextDouble() - deposits;
    if (left < 0) {
      return TransactionType.DEPOSIT;
    }
    left -= withdrawals;
    if (left < 0) {
      return TransactionType.WITHDRAWAL;
    }
    left -= transfers;
    if (left < 0) {
      return TransactionType.TRANSFER;
    }
    return left < trades ? TransactionType.TRADE : TransactionType.PAYMENT;
  }
}
