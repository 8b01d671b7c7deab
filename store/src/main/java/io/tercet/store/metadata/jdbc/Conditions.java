package io.tercet.store.metadata.jdbc;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A WHERE clause of those conditions that are wanted. */
final class Conditions {
  private final List<String> clauses = new ArrayList<>();
  private final List<Object> parameters = new ArrayList<>();

  /** Adds a condition with one parameter; none if that is null. */
  Conditions and(String clause, @Nullable Object parameter) {
    if (parameter != null) {
      clauses.add(clause);
      parameters.add(parameter);
    }
    return this;
  }

  /** The clause; empty if everything is wanted. */
  String where() {
    return clauses.isEmpty() ? "" : "WHERE " + String.join(" AND ", clauses);
  }

  /** The parameters of the clause and one more. */
  Object[] parametersAnd(Object last) {
    List<Object> all = new ArrayList<>(parameters);
    all.add(last);
    return all.toArray();
  }
}
