package io.tercet.cli.report;

/** Writes HTML; text that comes from data goes through {@link #text} and nowhere else. */
final class Html {
  private final StringBuilder out = new StringBuilder(1 << 16);

  /** Markup that the program itself wrote. */
  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  /** Text of any origin, as content or within a quoted attribute. */
  Html text(String text) {
    out.append(escape(text));
    return this;
  }

  /** An element that holds only text. */
  Html element(String name, String classes, String content) {
    String attribute = classes.isEmpty() ? "" : " class=\"" + classes + "\"";
    return raw("<" + name + attribute + ">").text(content).raw("</" + name + ">");
  }

  @Override
  public String toString() {
    return out.toString();
  }

  /** The text with every character that means something to HTML replaced. */
  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(Character.isISOControl(c) && c != '\n' && c != '\t' ? '\uFFFD' : c);
      }
    }
    return out.toString();
  }

  /** JSON that may stand within a script element: no {@code <} can end it or begin a comment. */
  static String scriptJson(String json) {
    return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
  }
}
