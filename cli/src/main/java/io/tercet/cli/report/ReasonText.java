package io.tercet.cli.report;

import io.tercet.store.DetectionStore.StoredVerdict;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The stored reasons of a verdict, read. */
public final class ReasonText {
  private ReasonText() {}

  /**
   * What it looks like and what would lower it, in two sentences; null if the verdict has no
   * reasons, the whole text if they have another form.
   */
  public static @Nullable String brief(StoredVerdict verdict) {
    JsonNode reasons = parse(verdict.reasonsJson());
    if (reasons == null || title(reasons).isEmpty()) {
      return verdict.reasonsText();
    }
    String sanctioned = reasons.at("/sanctioned/text").asString("");
    if (!sanctioned.isEmpty()) {
      return sentence(sanctioned);
    }
    String condition = reasons.at("/typology/conditions/0/text").asString("");
    String counterfactual = reasons.at("/counterfactuals/0/text").asString("");
    String first = condition.isEmpty() ? title(reasons) : title(reasons) + ": " + condition;
    return (sentence(first) + " " + sentence(counterfactual)).strip();
  }

  /** Null if there is nothing to parse, or it is not JSON. */
  public static @Nullable JsonNode parse(@Nullable String json) {
    try {
      return json == null ? null : JsonMapper.shared().readTree(json);
    } catch (JacksonException e) {
      return null;
    }
  }

  /** What the transaction looks like; empty if the reasons do not say. */
  public static String title(JsonNode reasons) {
    return reasons.at("/typology/title").asString("");
  }

  private static String sentence(String text) {
    if (text.isEmpty()) {
      return text;
    }
    String capital = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    return capital.endsWith(".") ? capital : capital + ".";
  }
}
