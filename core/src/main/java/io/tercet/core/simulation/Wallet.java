package io.tercet.core.simulation;

/** Whoever owns addresses: one per chain, derived from a key. */
class Wallet {
  final long key;

  /** How many transactions its address on a chain with nonces has sent. */
  long nonce;

  Wallet(long key, long nonce) {
    this.key = key;
    this.nonce = nonce;
  }

  /** Its address for receiving and sending {@code coin}. */
  String address(Coin coin) {
    return Addresses.of(coin.chain, key);
  }

  /** Another wallet of the same owner, at the same address for the same {@code index}. */
  Wallet sibling(int index, long sent) {
    return new Wallet(SimulationRandom.mix(key, index), sent);
  }
}
