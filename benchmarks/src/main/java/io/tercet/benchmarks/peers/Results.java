package io.tercet.benchmarks.peers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Samples of every contestant, taken by turns. */
final class Results {
  private final Map<String, Contestant> contestants = new LinkedHashMap<>();
  private final Map<String, List<Sample>> samples = new TreeMap<>();

  /** Measures all once in each round, so that what disturbs the machine disturbs all alike. */
  static Results of(List<Contestant> contestants, int rounds) throws IOException {
    Results results = new Results();
    for (Contestant contestant : contestants) {
      results.contestants.put(contestant.name(), contestant);
      results.samples.put(contestant.name(), new ArrayList<>());
    }
    for (int round = 0; round < rounds; round++) {
      for (Contestant contestant : contestants) {
        results.samples(contestant.name()).add(contestant.measure());
      }
    }
    return results;
  }

  /** Whether a contestant took part. */
  boolean has(String name) {
    return contestants.containsKey(name);
  }

  /** What its table row says it is. */
  String version(String name) {
    return contestant(name).version();
  }

  /** Microseconds of processor time a row. */
  Spread micros(String name) {
    return Spread.of(samples(name).stream().mapToDouble(Sample::microsPerRow).toArray());
  }

  /** How many times the time of {@code base} a contestant takes; by rounds, as they alternate. */
  Spread ratio(String name, String base) {
    List<Sample> theirs = samples(name);
    List<Sample> ours = samples(base);
    double[] ratios = new double[theirs.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = theirs.get(i).microsPerRow() / ours.get(i).microsPerRow();
    }
    return Spread.of(ratios);
  }

  /** What a whole takes beyond its parts, by rounds; microseconds of processor time a row. */
  Spread rest(String whole, List<String> parts) {
    double[] rest = samples(whole).stream().mapToDouble(Sample::microsPerRow).toArray();
    for (String part : parts) {
      for (int i = 0; i < rest.length; i++) {
        rest[i] -= samples(part).get(i).microsPerRow();
      }
    }
    return Spread.of(rest);
  }

  /** Names and microseconds a row, for JSON. */
  Map<String, Spread> all() {
    Map<String, Spread> all = new LinkedHashMap<>();
    contestants.keySet().forEach(name -> all.put(name, micros(name)));
    return all;
  }

  private Contestant contestant(String name) {
    Contestant contestant = contestants.get(name);
    if (contestant == null) {
      throw new IllegalArgumentException("nothing is called " + name);
    }
    return contestant;
  }

  private List<Sample> samples(String name) {
    contestant(name);
    return samples.getOrDefault(name, List.of());
  }
}
