package io.tercet.core.simulation;

/** A wallet whose addresses were ground until they resemble those of another. */
final class LookAlikeWallet extends Wallet {
  private final Wallet original;

  LookAlikeWallet(Wallet original, long key) {
    super(key, 0);
    this.original = original;
  }

  @Override
  String address(Coin coin) {
    return Addresses.lookAlike(original.address(coin), super.address(coin));
  }
}
