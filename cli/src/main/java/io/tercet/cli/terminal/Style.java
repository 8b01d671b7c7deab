package io.tercet.cli.terminal;

import java.util.Locale;

/** How a piece of text looks on a terminal that shows colours. */
public enum Style {
  PLAIN(""),
  BOLD("1"),
  DIM("2"),
  GREEN("32"),
  YELLOW("33"),
  RED("31"),
  ALARM("1;97;41"),
  CYAN("36");

  private final String code;

  Style(String code) {
    this.code = code;
  }

  /** The style of a risk level by its name; plain if there is no such level. */
  public static Style ofLevel(String level) {
    return switch (level.toLowerCase(Locale.ROOT)) {
      case "critical" -> ALARM;
      case "high" -> RED;
      case "medium" -> YELLOW;
      case "low" -> GREEN;
      default -> PLAIN;
    };
  }

  /** The text between escape sequences (ECMA-48 SGR); the text itself if {@code colours} is off. */
  public String apply(String text, boolean colours) {
    return !colours || this == PLAIN || text.isEmpty()
        ? text
        : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
