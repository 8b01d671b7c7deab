package io.tercet.server.decision;

/**
 * The id was decided before, on a transaction with other content; nothing has changed.
 *
 * @param transactionId the id
 */
public record Conflict(String transactionId) implements Outcome {}
