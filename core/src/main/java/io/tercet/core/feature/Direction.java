package io.tercet.core.feature;

/** Which end of a feature is suspicious: a hypothesis about fraud, written down before scoring. */
public enum Direction {
  /** Small values are suspicious. */
  LOW,
  /** Large values are suspicious. */
  HIGH,
  /** Neither end says anything by itself. */
  NONE
}
