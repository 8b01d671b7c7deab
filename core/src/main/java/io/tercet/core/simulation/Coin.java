package io.tercet.core.simulation;

/**
 * A simulated currency. Price in dollars at the start, decimals of an amount, usual network fee in
 * units, spread of the daily log price change, share of the accounts whose main currency it is.
 */
enum Coin {
  BTC(Chain.BITCOIN, 61_000, 8, 0.000045, 0.024, 0.17),
  ETH(Chain.EVM, 2_900, 8, 0.00055, 0.030, 0.20),
  USDT(Chain.TRON, 1, 6, 1.4, 0.0003, 0.29),
  USDC(Chain.EVM, 1, 6, 0.9, 0.0003, 0.09),
  SOL(Chain.SOLANA, 148, 6, 0.000012, 0.036, 0.08),
  XRP(Chain.RIPPLE, 0.58, 6, 0.000014, 0.028, 0.06),
  TRX(Chain.TRON, 0.13, 6, 0.9, 0.022, 0.05),
  DOGE(Chain.DOGECOIN, 0.12, 4, 0.06, 0.038, 0.04),
  LTC(Chain.LITECOIN, 79, 8, 0.00011, 0.026, 0.02),
  /** Nobody's main currency; traded once {@link TrafficDrift.NewCurrency} lists it. */
  ARB(Chain.EVM, 0.85, 4, 0.35, 0.040, 0);

  final Chain chain;
  final double startPrice;
  final int decimals;
  final double networkFee;
  final double volatility;
  final double share;

  Coin(
      Chain chain,
      double startPrice,
      int decimals,
      double networkFee,
      double volatility,
      double share) {
    this.chain = chain;
    this.startPrice = startPrice;
    this.decimals = decimals;
    this.networkFee = networkFee;
    this.volatility = volatility;
    this.share = share;
  }

  boolean isStable() {
    return this == USDT || this == USDC;
  }
}
