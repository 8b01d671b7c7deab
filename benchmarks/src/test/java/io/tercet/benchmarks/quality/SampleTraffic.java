package io.tercet.benchmarks.quality;

import io.tercet.core.feature.FeatureOptions;
import io.tercet.core.transaction.Transaction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A few transactions, written one by one. */
final class SampleTraffic {
  private final List<LabelledTransaction> rows = new ArrayList<>();

  /** Adds a payment. */
  SampleTraffic add(String time, String from, String to, boolean fraud) {
    Transaction transaction =
        new Transaction(
            "t" + rows.size(),
            ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time)),
            from,
            "transfer",
            "ETH",
            1,
            0,
            from,
            to,
            "success",
            Transaction.UNKNOWN_NONCE);
    rows.add(new LabelledTransaction(transaction, fraud, ""));
    return this;
  }

  Traffic traffic() {
    return Traffic.of(rows, FeatureOptions.defaults());
  }
}
