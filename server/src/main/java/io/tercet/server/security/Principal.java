package io.tercet.server.security;

import io.tercet.store.metadata.Role;

/**
 * Who asks.
 *
 * @param name of the token, for people
 * @param role what it may do
 */
public record Principal(String name, Role role) {}
