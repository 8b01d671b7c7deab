package io.tercet.core.simulation;

/** Everything that exists, drawn once from the seed. */
record World(Rhythm rhythm, Market market, Population population, Hubs hubs) {

  static World create(SimulationOptions options, SimulationRandom random) {
    Rhythm rhythm = new Rhythm(options);
    Market market = new Market(options, random);
    Population population = new Population(options, rhythm, random);
    return new World(rhythm, market, population, new Hubs(options.accounts(), random));
  }

  void openHour(long time, SimulationRandom random) {
    market.openHour(random);
    population.openHour(time);
  }
}
