package io.tercet.cli.command;

import io.tercet.cli.terminal.Column;
import io.tercet.cli.terminal.Format;
import io.tercet.cli.terminal.Style;
import io.tercet.cli.terminal.Table;
import io.tercet.cli.terminal.Table.Cell;
import io.tercet.core.detector.statistical.Typology;
import io.tercet.jobs.typologies.TrialResult;
import java.util.List;

/** Typologies and their trial for people. */
final class TypologiesTables {
  private static final double ENOUGH = 0.8;

  private TypologiesTables() {}

  static Table list(List<Typology> typologies) {
    Table table =
        new Table(
            List.of(
                Column.text("id"),
                Column.number("weight"),
                Column.prose("what it looks like"),
                Column.prose("source").optional(1)));
    for (Typology typology : typologies) {
      table.row(
          List.of(
              Cell.of(typology.id()),
              Cell.of(Format.amount(typology.weight())),
              Cell.of(typology.title()),
              new Cell(typology.source(), Style.DIM)));
    }
    return table;
  }

  /** How the conditions combine, as a heading. */
  static String rule(Typology.Rule rule) {
    return switch (rule) {
      case ALL -> "All of this must hold (Pearson's Σ ln(1 − p))";
      case ANY -> "Any of this suffices (the smallest p)";
      case SUM -> "This adds up (Fisher's Σ ln p)";
    };
  }

  static String weight(Typology typology) {
    return typology.weight() == 1
        ? "1: it counts in full."
        : "%s: it must be %s times as unusual as one that counts in full to be heard like it."
            .formatted(Format.amount(typology.weight()), Format.amount(1 / typology.weight()));
  }

  static Table trial(TrialResult result) {
    Table table =
        new Table(
            List.of(
                Column.text("fraud"),
                Column.number("found"),
                Column.number("of"),
                Column.number("recall"),
                Column.text("mostly named").optional(2),
                Column.text("look-alike").optional(1),
                Column.number("alerts"),
                Column.number("of")));
    for (TrialResult.Kind kind : result.kinds()) {
      table.row(
          List.of(
              Cell.of(kind.id()),
              Cell.of(Format.count(kind.found())),
              Cell.of(Format.count(kind.frauds())),
              new Cell(
                  Format.share(kind.recall()), kind.recall() < ENOUGH ? Style.YELLOW : Style.GREEN),
              new Cell(kind.loudest(), Style.DIM),
              Cell.of(kind.lookAlike()),
              Cell.of(Format.count(kind.lookAlikeAlerts())),
              Cell.of(Format.count(kind.lookAlikes()))));
    }
    return table;
  }
}
