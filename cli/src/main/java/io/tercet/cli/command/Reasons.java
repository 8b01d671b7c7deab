package io.tercet.cli.command;

import io.tercet.cli.report.ReasonText;
import io.tercet.cli.terminal.Style;
import io.tercet.cli.terminal.Texts;
import io.tercet.store.DetectionStore.StoredVerdict;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The stored reasons of a verdict, as a list for people. */
final class Reasons {
  private Reasons() {}

  /** Shows them; says so where a verdict has none. */
  static void show(Session session, StoredVerdict verdict) {
    JsonNode reasons = ReasonText.parse(verdict.reasonsJson());
    session.say("");
    if (reasons != null && !ReasonText.title(reasons).isEmpty()) {
      list(session, reasons);
    } else if (verdict.reasonsText() != null) {
      session.sayWrapped(verdict.reasonsText(), "");
    } else {
      session.say("Not flagged, so no reasons were stored.");
    }
  }

  private static void list(Session session, JsonNode reasons) {
    String sanctioned = reasons.at("/sanctioned/text").asString("");
    if (!sanctioned.isEmpty()) {
      session.say(session.styled("Sanctioned: blocked whatever else is known", Style.BOLD));
      item(session, sanctioned);
      session.say("");
    }
    session.say(session.styled(Texts.printable(ReasonText.title(reasons)), Style.BOLD));
    texts(reasons.at("/typology/conditions")).forEach(text -> item(session, text));
    part(session, "Rules hit", texts(reasons.path("rules")));
    part(session, "What would have lowered it", texts(reasons.path("counterfactuals")));
  }

  private static List<String> texts(JsonNode items) {
    return items.valueStream().map(item -> item.path("text").asString("")).toList();
  }

  private static void part(Session session, String heading, List<String> texts) {
    if (!texts.isEmpty()) {
      session.heading(heading);
      texts.forEach(text -> item(session, text));
    }
  }

  private static void item(Session session, String text) {
    session.sayWrapped(text, "- ", "  ");
  }
}
