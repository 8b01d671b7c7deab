package io.tercet.core.simulation;

/** Plays a fraud or its look-alike: adds transactions to a scene until it has enough. */
@FunctionalInterface
interface Story {
  void play(Scene scene);
}
