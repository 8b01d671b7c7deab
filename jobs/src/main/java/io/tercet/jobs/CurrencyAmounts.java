package io.tercet.jobs;

import io.tercet.core.transaction.Transaction;
import io.tercet.jobs.EvaluationDetails.CurrencyResult;
import io.tercet.store.TransactionStore;
import io.tercet.store.TransactionStore.StoredTransaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Amounts of each currency: their median, and what of them is fraud and was caught. */
final class CurrencyAmounts {
  /** Currencies that are shown. */
  private static final int MOST = 100;

  private final ScoredRows rows;
  private final double[] medians;

  CurrencyAmounts(ScoredRows rows) {
    this.rows = rows;
    medians = medians(rows);
  }

  private static double[] medians(ScoredRows rows) {
    int[] counts = new int[rows.currencies() + 1];
    for (int row = 0; row < rows.size(); row++) {
      counts[rows.currency(row)] += rows.amount(row) > 0 ? 1 : 0;
    }
    double[][] amounts = new double[rows.currencies()][];
    Arrays.setAll(amounts, c -> new double[counts[c]]);
    Arrays.fill(counts, 0);
    for (int row = 0; row < rows.size(); row++) {
      if (rows.amount(row) > 0) {
        int currency = rows.currency(row);
        amounts[currency][counts[currency]++] = rows.amount(row);
      }
    }
    return Arrays.stream(amounts).mapToDouble(CurrencyAmounts::median).toArray();
  }

  private static double median(double[] amounts) {
    Arrays.sort(amounts);
    return amounts.length == 0 ? Double.NaN : amounts[amounts.length / 2];
  }

  /** The amount of a row in medians of its currency; 0 for an amount of 0. */
  double inMedians(int row) {
    double amount = rows.amount(row);
    return amount == 0 ? 0 : amount / medians[rows.currency(row)];
  }

  /** A line a currency, most frauds first; at most a hundred. */
  List<CurrencyResult> results(double threshold, TransactionStore transactions) {
    double[][] sums = new double[rows.currencies()][4];
    for (int row = 0; row < rows.size(); row++) {
      double[] sum = sums[rows.currency(row)];
      sum[0]++;
      if (rows.isFraud(row)) {
        sum[1]++;
        sum[2] += rows.amount(row);
        sum[3] += rows.risk(ScoredRows.TOTAL, row) >= threshold ? rows.amount(row) : 0;
      }
    }
    List<CurrencyResult> results = new ArrayList<>();
    Integer[] order = new Integer[sums.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble((Integer c) -> -sums[c][1]));
    for (int c : Arrays.asList(order).subList(0, Math.min(MOST, order.length))) {
      results.add(
          new CurrencyResult(
              name(transactions, c),
              (long) sums[c][0],
              (long) sums[c][1],
              medians[c],
              sums[c][2],
              sums[c][3]));
    }
    return results;
  }

  private String name(TransactionStore transactions, int currency) {
    return transactions.bySequence(rows.currencySequence(currency)).stream()
        .findFirst()
        .map(StoredTransaction::transaction)
        .map(Transaction::currency)
        .orElse("?");
  }
}
