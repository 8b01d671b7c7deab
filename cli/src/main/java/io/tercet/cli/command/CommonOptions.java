package io.tercet.cli.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that every command has. */
final class CommonOptions {
  @Option(
      names = "--store",
      paramLabel = "URL",
      description = "Where everything is kept (default: duckdb:tercet.duckdb).")
  @Nullable String store;

  @Option(
      names = "--metadata",
      paramLabel = "URL",
      description = "Where runs are recorded (default: beside the store, see 'tercet metadata').")
  @Nullable String metadata;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration in YAML; 'tercet config' shows all of it.")
  @Nullable String config;

  @Option(
      names = "--json",
      description = "Write one JSON value to standard output, all else to standard error.")
  boolean json;

  @Option(names = "--debug", description = "Show the stack trace of an error.")
  boolean debug;
}
