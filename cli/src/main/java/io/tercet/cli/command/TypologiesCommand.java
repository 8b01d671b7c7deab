package io.tercet.cli.command;

import io.tercet.cli.config.Keys;
import io.tercet.cli.config.Settings;
import io.tercet.cli.progress.JobProgress;
import io.tercet.cli.terminal.Format;
import io.tercet.cli.terminal.Style;
import io.tercet.core.detector.statistical.Condition;
import io.tercet.core.detector.statistical.Typology;
import io.tercet.core.explanation.ConditionText;
import io.tercet.jobs.Nearest;
import io.tercet.jobs.typologies.TrialRequest;
import io.tercet.jobs.typologies.TrialResult;
import io.tercet.jobs.typologies.TypologyTrial;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the typologies, shows one, tries all on generated traffic. */
@Command(
    name = "typologies",
    description = {
      "List the typologies that train uses, show one, or try them on generated traffic with every",
      "fraud of the simulation and its innocent look-alike: what a team sees that looks at the",
      "riskiest transactions of each day. The same options and seed give the same numbers."
    },
    footer = {
      "  tercet typologies                      all of them, with weights and sources",
      "  tercet typologies show peel_chain      one, its conditions in words",
      "  tercet typologies test                 what they find, and what they mistake",
      "  tercet typologies test --typologies own.yaml --transactions 400000"
    })
final class TypologiesCommand extends AbstractCommand {
  /** What to do. */
  enum Action {
    list,
    show,
    test
  }

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ACTION",
      description = "${COMPLETION-CANDIDATES} (default: list).")
  private Action action = Action.list;

  @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "A typology.")
  private @Nullable String id;

  @Option(
      names = "--typologies",
      paramLabel = "FILE",
      description = "YAML with typologies to add, or to replace those of the same id; repeatable.")
  private @Nullable List<String> files;

  @Option(
      names = "--transactions",
      paramLabel = "N",
      description = "Length of the test's traffic (default: ${DEFAULT-VALUE}).")
  private int transactions = TrialRequest.DEFAULT_TRANSACTIONS;

  @Option(
      names = "--budget",
      paramLabel = "K",
      description = "Alerts a day in the test (default: ${DEFAULT-VALUE}).")
  private int budget = TrialRequest.DEFAULT_BUDGET;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Where the test's randomness begins (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  TypologiesCommand(Environment environment) {
    super(environment);
  }

  @Override
  Settings withOptions(Settings settings) {
    return files == null
        ? settings
        : settings.with(Keys.TYPOLOGY_FILES, String.join(",", files), "option --typologies");
  }

  @Override
  int run(Session session) {
    switch (action) {
      case list -> list(session, EnsembleSettings.typologies(session.settings()));
      case show -> show(session, find(EnsembleSettings.typologies(session.settings())));
      case test -> test(session);
    }
    return ExitCode.OK;
  }

  private static void list(Session session, List<Typology> typologies) {
    if (session.json()) {
      session.result(
          Map.of("typologies", typologies.stream().map(TypologiesJson::typology).toList()));
    } else {
      session.show(TypologiesTables.list(typologies));
    }
  }

  private Typology find(List<Typology> typologies) {
    String wanted = id;
    if (wanted == null) {
      throw new UsageException("typologies show needs an ID; 'tercet typologies' lists them");
    }
    return typologies.stream()
        .filter(typology -> typology.id().equals(wanted))
        .findFirst()
        .orElseThrow(() -> unknown(wanted, typologies.stream().map(Typology::id).toList()));
  }

  private static UsageException unknown(String id, List<String> ids) {
    return new UsageException(
        "there is no typology '%s'.%s 'tercet typologies' lists them"
            .formatted(id, Nearest.hint(id, ids)));
  }

  private static void show(Session session, Typology typology) {
    if (session.json()) {
      session.result(TypologiesJson.typology(typology));
      return;
    }
    session.say(session.styled(typology.title(), Style.BOLD) + "  (" + typology.id() + ")");
    session.sayWrapped(typology.description(), "");
    session.heading(TypologiesTables.rule(typology.rule()));
    for (Condition condition : typology.conditions()) {
      session.sayWrapped(ConditionText.of(condition), "- ", "  ");
    }
    if (!typology.lookAlikes().isEmpty()) {
      session.heading("Innocent traffic that looks like it");
      typology.lookAlikes().forEach(text -> session.sayWrapped(text, "- ", "  "));
    }
    session.heading("Weight");
    session.sayWrapped(TypologiesTables.weight(typology), "");
    session.heading("Source");
    session.sayWrapped(typology.source(), "");
  }

  private void test(Session session) {
    TrialRequest request =
        UsageException.options(() ->
            new TrialRequest(EnsembleSettings.of(session.settings()), transactions, seed, budget));
    TrialResult result;
    try (JobProgress progress = session.progress()) {
      result = TypologyTrial.run(request, progress);
    }
    session.say(
        "%s transactions of %d days, %s alerts: %s of %s frauds, %s look-alikes (%s of the alerts)"
            .formatted(
                Format.count(result.transactions()),
                result.days(),
                Format.count(result.alerts()),
                Format.count(result.found()),
                Format.count(result.frauds()),
                Format.count(result.lookAlikeAlerts()),
                Format.share(result.lookAlikeShare())));
    session.show(TypologiesTables.trial(result));
    if (session.json()) {
      session.result(TypologiesJson.trial(request, result, session.elapsed()));
    }
  }
}
