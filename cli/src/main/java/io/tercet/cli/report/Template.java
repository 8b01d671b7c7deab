package io.tercet.cli.report;

import java.util.function.UnaryOperator;

/** A page with named parts, <code>{{name}}</code>. */
final class Template {
  private Template() {}

  /** Puts in each part once and never searches it again, so that data cannot name a part. */
  static String fill(String template, UnaryOperator<String> part) {
    StringBuilder out = new StringBuilder(1 << 20);
    int from = 0;
    for (int begin = template.indexOf("{{"); begin >= 0; begin = template.indexOf("{{", from)) {
      int end = template.indexOf("}}", begin);
      out.append(template, from, begin).append(part.apply(template.substring(begin + 2, end)));
      from = end + 2;
    }
    return out.append(template, from, template.length()).toString();
  }
}
