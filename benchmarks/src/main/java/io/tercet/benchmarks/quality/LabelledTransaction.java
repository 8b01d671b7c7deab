package io.tercet.benchmarks.quality;

import io.tercet.core.transaction.Transaction;

/**
 * A transaction, and beside it the truth, which no feature sees.
 *
 * @param transaction as imported
 * @param fraud the answer
 * @param kind scenario or typology; empty if there is none
 */
record LabelledTransaction(Transaction transaction, boolean fraud, String kind) {}
