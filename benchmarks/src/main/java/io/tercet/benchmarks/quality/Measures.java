package io.tercet.benchmarks.quality;

import io.tercet.core.evaluation.RankingMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Figures that speak of days, cards and accounts, where ranking metrics speak of rows. */
final class Measures {
  private static final long DAY_MICROS = 86_400_000_000L;

  private Measures() {}

  /** Thousandths of the scores that are at least {@code threshold}; NaN without any. */
  static double permilleAtLeast(double threshold, float[] scores) {
    int count = 0;
    for (float score : scores) {
      count += score >= threshold ? 1 : 0;
    }
    return 1000.0 * count / scores.length;
  }

  /** The spans of rows that fall on one day each, UTC, in order; days without rows are left out. */
  static List<Span> days(Traffic traffic, Span span) {
    List<Span> days = new ArrayList<>();
    long[] time = traffic.transactions.timestamp;
    for (int from = span.from(); from < span.to(); ) {
      int to = from;
      while (to < span.to() && time[to] / DAY_MICROS == time[from] / DAY_MICROS) {
        to++;
      }
      days.add(new Span(from, to));
      from = to;
    }
    return days;
  }

  /** A card's score of a day is its highest; it is compromised if any of its payments is. */
  private record Card(long key, float score, boolean fraud) {
    Card and(Card other) {
      return new Card(key, Math.max(score, other.score), fraud || other.fraud);
    }
  }

  /**
   * Card precision at k: for each day the share of compromised cards among the k of the highest
   * score, where cards that were found on an earlier day are out; averaged over the days (Le
   * Borgne, Siblini, Lebichot, Bontempi 2022, Fraud Detection Handbook, 4.3). Equal scores are
   * ordered by the card's key, which says nothing.
   *
   * @param scores of all rows of the traffic
   */
  static double cardPrecision(int k, Traffic traffic, Span span, float[] scores) {
    return cardPrecision(k, traffic, span, scores, true);
  }

  /**
   * The same.
   *
   * @param leave whether a card that was found leaves the queue of later days
   */
  static double cardPrecision(int k, Traffic traffic, Span span, float[] scores, boolean leave) {
    Set<Long> found = new HashSet<>();
    double sum = 0;
    List<Span> days = days(traffic, span);
    for (Span day : days) {
      List<Card> top = new ArrayList<>(cards(traffic, day, scores, found).values());
      top.sort(Comparator.comparingDouble((Card c) -> -c.score).thenComparingLong(Card::key));
      int hits = 0;
      for (Card card : top.subList(0, Math.min(k, top.size()))) {
        if (card.fraud) {
          hits++;
          if (leave) {
            found.add(card.key);
          }
        }
      }
      sum += (double) hits / k;
    }
    return sum / days.size();
  }

  private static Map<Long, Card> cards(
      Traffic traffic, Span day, float[] scores, Set<Long> without) {
    Map<Long, Card> cards = new HashMap<>();
    for (int i = day.from(); i < day.to(); i++) {
      long key = traffic.transactions.customer[i];
      if (!without.contains(key)) {
        cards.merge(key, new Card(key, scores[i], traffic.fraud[i]), Card::and);
      }
    }
    return cards;
  }

  /** The rows that a team which looks at the k highest scores of each day sees. */
  static boolean[] inBudget(int k, Traffic traffic, Span span, float[] scores) {
    boolean[] chosen = new boolean[traffic.rows()];
    for (Span day : days(traffic, span)) {
      List<Integer> rows = new ArrayList<>();
      for (int i = day.from(); i < day.to(); i++) {
        rows.add(i);
      }
      rows.sort(
          Comparator.comparingDouble((Integer i) -> -scores[i])
              .thenComparingLong(i -> traffic.transactions.id[i]));
      rows.stream().limit(k).forEach(i -> chosen[i] = true);
    }
    return chosen;
  }

  /** Sum and number of an entity's scores. */
  private static final class Mean {
    private double sum;
    private int count;
  }

  /**
   * The mean score of each party over the first rows it takes part in, as sender or receiver.
   *
   * @param scores of all rows of the traffic
   * @param first how many of its rows count
   * @return by key, in order of appearance
   */
  static Map<Long, Double> meanByParty(Traffic traffic, Span span, float[] scores, int first) {
    Map<Long, Mean> means = new LinkedHashMap<>();
    for (int i = span.from(); i < span.to(); i++) {
      long sender = traffic.transactions.sender[i];
      long receiver = traffic.transactions.receiver[i];
      add(means, sender, scores[i], first);
      if (receiver != sender) {
        add(means, receiver, scores[i], first);
      }
    }
    Map<Long, Double> values = new LinkedHashMap<>();
    means.forEach((key, mean) -> values.put(key, mean.sum / mean.count));
    return values;
  }

  private static void add(Map<Long, Mean> means, long key, float score, int first) {
    if (key != 0) {
      Mean mean = means.computeIfAbsent(key, k -> new Mean());
      if (mean.count < first) {
        mean.sum += score;
        mean.count++;
      }
    }
  }

  /** AUROC of the entities that have a label. */
  static double auroc(Map<Long, Double> scores, Map<Long, Boolean> labels) {
    double[] values = new double[scores.size()];
    boolean[] positive = new boolean[scores.size()];
    int count = 0;
    for (Map.Entry<Long, Double> one : scores.entrySet()) {
      Boolean label = labels.get(one.getKey());
      if (label != null) {
        values[count] = one.getValue();
        positive[count++] = label;
      }
    }
    return RankingMetrics.auroc(Arrays.copyOf(values, count), Arrays.copyOf(positive, count));
  }
}
