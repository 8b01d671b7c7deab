package io.tercet.cli.command;

import io.tercet.cli.config.Settings;
import io.tercet.cli.progress.JobProgress;
import io.tercet.cli.progress.JobProgress.Unit;
import io.tercet.cli.progress.StopSignal;
import io.tercet.cli.terminal.Style;
import io.tercet.cli.terminal.Table;
import io.tercet.cli.terminal.Texts;
import io.tercet.jobs.RunLog;
import io.tercet.store.Store;
import io.tercet.store.metadata.MetadataStore;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One command under way: what it may use, and how it speaks. */
final class Session implements AutoCloseable {
  private final Environment environment;
  private final Settings settings;
  private final boolean json;
  private final Instant startedAt;
  private final long startedNanos = System.nanoTime();
  private @Nullable StopSignal stopSignal;
  private @Nullable MetadataStore metadata;
  private @Nullable RunLog runLog;

  Session(Environment environment, Settings settings, boolean json) {
    this.environment = environment;
    this.settings = settings;
    this.json = json;
    this.startedAt = environment.clock().instant();
  }

  Settings settings() {
    return settings;
  }

  Environment environment() {
    return environment;
  }

  /** Whether a program reads the result. */
  boolean json() {
    return json;
  }

  /** When the command began. */
  Instant startedAt() {
    return startedAt;
  }

  /** How long the command has run. */
  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }

  /** Opens the store, and creates it if need be. */
  Store openStore() {
    return told(Stores.open(settings, environment));
  }

  /** Opens the store, which must be there already. */
  Store openExistingStore() {
    return told(Stores.openExisting(settings, environment));
  }

  /** Opens the metadata, which must be configured; it is closed with the session. */
  MetadataStore metadata() {
    if (metadata == null) {
      metadata = Metadata.open(this);
    }
    return metadata;
  }

  /** Where this command records what it does; nowhere if no metadata is configured. */
  RunLog runLog() {
    if (runLog == null) {
      runLog = Metadata.address(this).isPresent() ? Metadata.runLog(this) : RunLog.NONE;
    }
    return runLog;
  }

  private Store told(Store store) {
    store.notices().forEach(this::warn);
    return store;
  }

  /** Shows how far a job has come; from now on Ctrl-C stops between chunks. */
  JobProgress progress() {
    return progress(Unit.ROWS);
  }

  /** The same for a job that counts {@code unit}. */
  JobProgress progress(Unit unit) {
    if (stopSignal == null) {
      stopSignal = StopSignal.install(environment.err());
    }
    return JobProgress.on(environment.err(), environment.terminal(), stopSignal, unit);
  }

  /** Where people read: standard output, or standard error if a program reads that. */
  PrintStream people() {
    return json ? environment.err() : environment.out();
  }

  /** Whether people see colours. */
  boolean colours() {
    return json ? environment.terminal().coloursOnErr() : environment.terminal().coloursOnOut();
  }

  int width() {
    return environment.terminal().width();
  }

  /** A line for people. */
  void say(String line) {
    people().println(line);
  }

  /** A line for people, broken to fit. */
  void sayWrapped(String text, String indent) {
    Texts.wrap(Texts.printable(text), width() - indent.length())
        .forEach(line -> say(indent + line));
  }

  /** The same, the first line after {@code mark}. */
  void sayWrapped(String text, String mark, String indent) {
    String before = mark;
    for (String line : Texts.wrap(Texts.printable(text), width() - indent.length())) {
      say(before + line);
      before = indent;
    }
  }

  /** A heading for people. */
  void heading(String text) {
    say("");
    say(styled(text, Style.BOLD));
  }

  String styled(String text, Style style) {
    return style.apply(text, colours());
  }

  /** A table for people; says whether anything in it was shortened. */
  boolean show(Table table) {
    return show(table, "");
  }

  /** A table for people, every line after {@code indent}. */
  boolean show(Table table, String indent) {
    Table.Drawn drawn = table.draw(width() - indent.length(), colours());
    drawn.lines().forEach(line -> say(indent + line));
    return drawn.cut();
  }

  /** A warning, always on standard error. */
  void warn(String text) {
    String head = Style.YELLOW.apply("warning:", environment.terminal().coloursOnErr());
    environment.err().println(head + " " + Texts.printable(text));
  }

  /** The one JSON value of this command, on standard output. */
  void result(Object value) {
    environment.out().println(Json.of(value));
  }

  @Override
  public void close() {
    if (metadata != null) {
      metadata.close();
    }
    if (stopSignal != null) {
      stopSignal.close();
    }
    environment.out().flush();
  }
}
