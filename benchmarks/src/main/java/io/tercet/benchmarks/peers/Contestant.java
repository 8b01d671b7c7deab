package io.tercet.benchmarks.peers;

import java.io.IOException;

/** Something that is timed, again and again, by turns with others. */
interface Contestant {
  /** As the tables call it. */
  String name();

  /** The package and its version, or what the name does not say. */
  String version();

  /** Runs it once. */
  Sample measure() throws IOException;
}
