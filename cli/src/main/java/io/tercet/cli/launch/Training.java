package io.tercet.cli.launch;

import io.tercet.cli.Tercet;

/** A run from which the JVM learns what to load and link ahead of every later one. */
public final class Training {
  private Training() {}

  /** Runs what people run most. */
  public static void main(String[] args) {
    Tercet.commandLine().execute("--version");
    Tercet.commandLine().execute("--help");
  }
}
