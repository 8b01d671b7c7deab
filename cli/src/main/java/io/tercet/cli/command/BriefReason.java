package io.tercet.cli.command;

import io.tercet.store.DetectionStore.StoredVerdict;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The reasons of a verdict in two sentences: what it looks like, what would lower it. */
final class BriefReason {
  private BriefReason() {}

  /** Null if the verdict has no reasons; the whole text if they have another form. */
  static @Nullable String of(StoredVerdict verdict) {
    JsonNode reasons = Reasons.parse(verdict.reasonsJson());
    if (reasons == null || Reasons.title(reasons).isEmpty()) {
      return verdict.reasonsText();
    }
    String condition = reasons.at("/typology/conditions/0/text").asString("");
    String counterfactual = reasons.at("/counterfactuals/0/text").asString("");
    String title = Reasons.title(reasons);
    String first = condition.isEmpty() ? title : title + ": " + condition;
    return (Reasons.sentence(first) + " " + Reasons.sentence(counterfactual)).strip();
  }
}
