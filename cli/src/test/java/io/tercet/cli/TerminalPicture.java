package io.tercet.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns what a terminal showed, escape sequences included, into an SVG picture:
 *
 * <pre>script -qec "./tercet demo" /dev/null | java ... io.tercet.cli.TerminalPicture > demo.svg
 * </pre>
 */
public final class TerminalPicture {
  private static final Pattern SEQUENCE = Pattern.compile("\u001b\\[([0-9;]*)([A-Za-z])");
  private static final double CHARACTER_WIDTH = 8.0;
  private static final int LINE_HEIGHT = 18;
  private static final int MARGIN = 18;
  private static final Map<String, String> STYLES =
      Map.of(
          "1", "font-weight=\"bold\"",
          "2", "fill=\"#8b949e\"",
          "31", "fill=\"#ff7b72\"",
          "32", "fill=\"#56d364\"",
          "33", "fill=\"#e3b341\"",
          "36", "fill=\"#56d4dd\"",
          "1;97;41", "fill=\"#ff7b72\" font-weight=\"bold\"");

  private TerminalPicture() {}

  /** Reads standard input, writes standard output. */
  public static void main(String[] args) throws IOException {
    String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    System.out.write(svg(text).getBytes(StandardCharsets.UTF_8));
    System.out.flush();
  }

  /** The picture of the text's final state. */
  static String svg(String text) {
    List<String> lines =
        Arrays.stream(text.strip().split("\n", -1)).map(TerminalPicture::lastState).toList();
    int columns = lines.stream().mapToInt(line -> plain(line).length()).max().orElse(0);
    int width = (int) Math.ceil(columns * CHARACTER_WIDTH) + 2 * MARGIN;
    int height = lines.size() * LINE_HEIGHT + 2 * MARGIN;
    StringBuilder svg = new StringBuilder();
    svg.append(
        ("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">"
                + "<title>A run in a terminal</title><rect width=\"100%%\" height=\"100%%\" rx=\"8\" fill=\"#0d1117\"/>"
                + "<g font-family=\"ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace\" font-size=\"13.2\" fill=\"#e6edf3\">\n")
            .formatted(width, height, width, height));
    for (int i = 0; i < lines.size(); i++) {
      int y = MARGIN + i * LINE_HEIGHT + 13;
      svg.append(
          "<text x=\"%d\" y=\"%d\" xml:space=\"preserve\">%s</text>\n"
              .formatted(MARGIN, y, spans(lines.get(i))));
    }
    return svg.append("</g></svg>\n").toString();
  }

  /** What is left of a line that was drawn over. */
  private static String lastState(String line) {
    String kept = line.stripTrailing();
    return kept.substring(kept.lastIndexOf('\r') + 1);
  }

  private static String plain(String line) {
    return SEQUENCE.matcher(line).replaceAll("");
  }

  private static String spans(String line) {
    StringBuilder out = new StringBuilder();
    Matcher matcher = SEQUENCE.matcher(line);
    int from = 0;
    int column = 0;
    String style = "";
    while (from <= line.length()) {
      boolean found = matcher.find(from);
      String piece = line.substring(from, found ? matcher.start() : line.length());
      if (!piece.isEmpty()) {
        out.append(span(piece, column, style));
        column += piece.length();
      }
      if (!found) {
        break;
      }
      if (matcher.group(2).equals("m")) {
        style = STYLES.getOrDefault(matcher.group(1), "");
      }
      from = matcher.end();
    }
    return out.toString();
  }

  private static String span(String piece, int column, String style) {
    return "<tspan x=\"%s\" textLength=\"%s\" %s>%s</tspan>"
        .formatted(
            MARGIN + column * CHARACTER_WIDTH,
            piece.length() * CHARACTER_WIDTH,
            style,
            piece.replace("&", "&amp;").replace("<", "&lt;"));
  }
}
