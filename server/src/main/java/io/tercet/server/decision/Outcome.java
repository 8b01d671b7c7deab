package io.tercet.server.decision;

/** What became of a transaction that was to be decided. */
public sealed interface Outcome permits Decision, Conflict {}
