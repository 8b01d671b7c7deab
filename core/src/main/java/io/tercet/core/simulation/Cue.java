package io.tercet.core.simulation;

/** When a story begins, and how large it is. */
record Cue(
    long start,
    SimulatedTypology typology,
    boolean fraud,
    Script script,
    int rows,
    long seed,
    long actor) {}
