package io.tercet.jobs;

import io.tercet.core.evaluation.DayBootstrap;
import io.tercet.core.evaluation.Interval;
import io.tercet.core.evaluation.Ranking;
import io.tercet.core.evaluation.RankingFigures;
import io.tercet.core.evaluation.WeightedRanking;
import io.tercet.jobs.EvaluationDetails.YoungResult;
import io.tercet.jobs.EvaluationResult.LayerResult;
import io.tercet.store.TransactionStore;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Measures the accounts that were new, where age alone says nothing: their transactions, and the
 * accounts by the mean risk of their first transactions.
 */
final class YoungAccounts {
  private static final long DAY_MICROS = 86_400_000_000L;

  private final ScoredRows rows;
  private final EvaluateOptions options;

  /** Days since 1970 by account. */
  private final int[] firstDay;

  /** Until then every account of the store looks new. */
  private final long known;

  private YoungAccounts(ScoredRows rows, EvaluateOptions options, TransactionStore store) {
    this.rows = rows;
    this.options = options;
    firstDay = new int[rows.accounts().size()];
    Arrays.fill(firstDay, Integer.MIN_VALUE);
    store.firstSeen((key, micros) -> {
      int account = rows.accounts().find(key);
      if (account >= 0) {
        firstDay[account] = (int) Math.floorDiv(micros, DAY_MICROS);
      }
    });
    known = Math.floorDiv(store.span().firstMicros(), DAY_MICROS) + options.youngDays();
  }

  static YoungResult measure(ScoredRows rows, EvaluateOptions options, TransactionStore store) {
    return new YoungAccounts(rows, options, store).measure();
  }

  private YoungResult measure() {
    int[] chosen = new int[rows.size()];
    int count = 0;
    for (int row = 0; row < rows.size(); row++) {
      int today = rows.epochDay(rows.day(row));
      if (today >= known && today - firstDay[rows.account(row)] < options.youngDays()) {
        chosen[count++] = row;
      }
    }
    Sample transactions = new Sample(Arrays.copyOf(chosen, count));
    Sample accounts = newcomers();
    return new YoungResult(
        options.youngDays(),
        count,
        transactions.frauds(),
        transactions.layers(),
        transactions.interval(),
        accounts.fraud.length,
        accounts.frauds(),
        options.youngTransactions(),
        accounts.layers());
  }

  /** Accounts by the mean of their first transactions. */
  private Sample newcomers() {
    int[] taken = new int[firstDay.length];
    double[][] sums = new double[LayerNames.COUNT][firstDay.length];
    boolean[] fraud = new boolean[firstDay.length];
    for (int row = 0; row < rows.size(); row++) {
      int account = rows.account(row);
      if (firstDay[account] >= known && taken[account] < options.youngTransactions()) {
        taken[account]++;
        fraud[account] |= rows.isFraud(row);
        for (int layer = 0; layer < sums.length; layer++) {
          sums[layer][account] += rows.risk(layer, row);
        }
      }
    }
    return new Sample(taken, sums, fraud);
  }

  /** Columns of some rows, or of some accounts. */
  private final class Sample {
    private final float[][] risk;
    private final boolean[] fraud;
    private final int[] day;

    Sample(int[] chosen) {
      risk = new float[LayerNames.COUNT][chosen.length];
      fraud = new boolean[chosen.length];
      day = new int[chosen.length];
      for (int i = 0; i < chosen.length; i++) {
        for (int layer = 0; layer < risk.length; layer++) {
          risk[layer][i] = rows.risk(layer, chosen[i]);
        }
        fraud[i] = rows.isFraud(chosen[i]);
        day[i] = rows.day(chosen[i]);
      }
    }

    Sample(int[] taken, double[][] sums, boolean[] frauds) {
      int[] members = new int[taken.length];
      int count = 0;
      for (int account = 0; account < taken.length; account++) {
        if (taken[account] > 0) {
          members[count++] = account;
        }
      }
      risk = new float[LayerNames.COUNT][count];
      fraud = new boolean[count];
      day = new int[count];
      for (int i = 0; i < count; i++) {
        for (int layer = 0; layer < risk.length; layer++) {
          risk[layer][i] = (float) (sums[layer][members[i]] / taken[members[i]]);
        }
        fraud[i] = frauds[members[i]];
      }
    }

    long frauds() {
      long frauds = 0;
      for (boolean one : fraud) {
        frauds += one ? 1 : 0;
      }
      return frauds;
    }

    Map<String, LayerResult> layers() {
      Map<String, LayerResult> layers = new LinkedHashMap<>();
      for (int layer = 0; layer < risk.length; layer++) {
        RankingFigures figures = RankingFigures.of(Ranking.of(risk[layer], 0, fraud.length), fraud);
        layers.put(
            LayerNames.of(layer), new LayerResult(figures.auroc(), figures.averagePrecision()));
      }
      return layers;
    }

    /** Of the AUROC of the risk. */
    Interval interval() {
      if (fraud.length == 0) {
        return Interval.UNKNOWN;
      }
      int first = day[0];
      int days = day[day.length - 1] - first + 1;
      Ranking ranking = Ranking.of(risk[ScoredRows.TOTAL], 0, fraud.length);
      return DayBootstrap.draw(days, options.resamples(), options.seed())
          .ranking(WeightedRanking.of(ranking, fraud, day, first))
          .auroc();
    }
  }
}
