package io.tercet.server.security;

/**
 * Who asks.
 *
 * @param name of the token, for people
 * @param role what it may do
 */
public record Principal(String name, Role role) {}
