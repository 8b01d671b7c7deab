package io.tercet.core.simulation;

/** The chains whose address formats the simulation writes. */
enum Chain {
  BITCOIN,
  EVM,
  TRON,
  SOLANA,
  RIPPLE,
  DOGECOIN,
  LITECOIN;

  /** Whether a sender's transactions are numbered in a way that the sample traffic records. */
  boolean hasNonce() {
    return this == EVM;
  }

  /** Whether wallets rotate their receiving addresses. */
  boolean rotatesAddresses() {
    return this == BITCOIN || this == DOGECOIN || this == LITECOIN;
  }
}
