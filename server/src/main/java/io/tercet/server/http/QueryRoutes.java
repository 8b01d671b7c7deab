package io.tercet.server.http;

import io.javalin.http.Context;
import io.tercet.core.ensemble.Decision;
import io.tercet.core.ensemble.RiskLevel;
import io.tercet.core.transaction.Transaction;
import io.tercet.jobs.JobException;
import io.tercet.server.http.Problem.Kind;
import io.tercet.server.http.Problem.ProblemException;
import io.tercet.store.DetectionFilter;
import io.tercet.store.DetectionStore.StoredVerdict;
import io.tercet.store.ModelRegistry.ModelRecord;
import io.tercet.store.ReportStore.AccountRisk;
import io.tercet.store.ReportStore.Totals;
import io.tercet.store.Selection;
import io.tercet.store.StoreException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was found, by which model, and in which account. */
final class QueryRoutes {
  private static final int MAX_PAGE = 1000;
  private static final int HISTORY = 20;
  private static final List<String> LEVELS =
      Arrays.stream(RiskLevel.values()).map(RiskLevel::text).toList();
  private static final List<String> DECISIONS =
      Arrays.stream(Decision.values()).map(Decision::text).toList();

  private final Readiness readiness;

  QueryRoutes(Readiness readiness) {
    this.readiness = readiness;
  }

  private static void answer(Context context, Object value) {
    context.contentType("application/json").result(Answers.json(value));
  }

  private static ProblemException missing(String what, String id) {
    return new ProblemException(Kind.NOT_FOUND, "there is no %s '%s'".formatted(what, id));
  }

  void detections(Context context) {
    Parameters query =
        new Parameters(
            context,
            "level",
            "decision",
            "account",
            "from",
            "to",
            "model",
            "run",
            "limit",
            "cursor");
    int limit = query.number("limit", 1, MAX_PAGE, 100);
    DetectionFilter filter =
        new DetectionFilter(
            query.choices("level", LEVELS),
            query.choices("decision", DECISIONS),
            Transaction.normaliseAddress(query.text("account")),
            query.time("from"),
            query.time("to"),
            query.text("model"),
            query.text("run"));
    long before = cursor(query.text("cursor"));
    List<StoredVerdict> found =
        readiness.require().store().use(s -> s.reports().detections(filter, before, limit));
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("detections", found.stream().map(Answers::detection).toList());
    json.put(
        "next_cursor",
        found.size() < limit
            ? null
            : Long.toString(found.getLast().transaction().sequence(), Character.MAX_RADIX));
    answer(context, json);
  }

  private static long cursor(@Nullable String text) {
    try {
      return text == null ? Long.MAX_VALUE : Long.parseLong(text, Character.MAX_RADIX);
    } catch (NumberFormatException e) {
      throw new ProblemException(
          Kind.INVALID_PARAMETER, "cursor must be a next_cursor of an earlier answer");
    }
  }

  void detection(Context context) {
    new Parameters(context);
    String id = context.pathParam("transaction_id");
    StoredVerdict verdict =
        readiness
            .require()
            .store()
            .use(s -> s.detections().verdict(id))
            .orElseThrow(() -> missing("verdict on transaction", id));
    answer(context, Answers.wholeDetection(verdict));
  }

  void account(Context context) {
    new Parameters(context);
    String id = String.valueOf(Transaction.normaliseAddress(context.pathParam("id")));
    record Found(Optional<AccountRisk> risk, List<StoredVerdict> latest) {}
    Found found =
        readiness
            .require()
            .store()
            .use(s ->
                new Found(
                    s.reports().account(id),
                    s.reports()
                        .detections(DetectionFilter.ofAccount(id), Long.MAX_VALUE, HISTORY)));
    AccountRisk risk = found.risk().orElseThrow(() -> missing("account", id));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("account", id);
    json.put("transactions", risk.transactions());
    json.put("alerts", risk.alerts());
    json.put("max_risk", (float) risk.maxRisk());
    json.put("mean_risk", risk.meanRisk());
    json.put("latest", found.latest().stream().map(Answers::detection).toList());
    answer(context, json);
  }

  void models(Context context) {
    new Parameters(context);
    List<ModelRecord> models = readiness.require().store().use(s -> s.models().list());
    answer(context, Map.of("models", models.stream().map(Answers::model).toList()));
  }

  void model(Context context) {
    new Parameters(context);
    answer(context, Answers.model(requireModel(context.pathParam("version"))));
  }

  private ModelRecord requireModel(String version) {
    return readiness
        .require()
        .store()
        .use(s -> s.models().find(version))
        .orElseThrow(() -> missing("model", version));
  }

  void activate(Context context) {
    new Parameters(context);
    String version = requireModel(context.pathParam("version")).version();
    try {
      readiness.require().activate(version);
    } catch (JobException e) {
      throw new ProblemException(Kind.CONFLICT, String.valueOf(e.getMessage()));
    }
    answer(context, Answers.model(requireModel(version)));
  }

  void archive(Context context) {
    new Parameters(context);
    String version = requireModel(context.pathParam("version")).version();
    try {
      readiness
          .require()
          .store()
          .use(s -> {
            s.models().archive(version);
            return s;
          });
    } catch (StoreException e) {
      throw new ProblemException(Kind.CONFLICT, String.valueOf(e.getMessage()));
    }
    answer(context, Answers.model(requireModel(version)));
  }

  void statistics(Context context) {
    Parameters query = new Parameters(context, "from", "to");
    Long from = query.time("from");
    Long to = query.time("to");
    Selection selection =
        Selection.window(
            from == null ? Selection.ALL.fromMicros() : from,
            to == null ? Selection.ALL.toMicros() : Math.max(to, from == null ? to : from));
    answer(
        context,
        readiness
            .require()
            .store()
            .use(s -> {
              Totals totals = s.reports().totals();
              Map<String, @Nullable Object> json = new LinkedHashMap<>();
              json.put("transactions", totals.transactions());
              json.put("accounts", totals.accounts());
              json.put("verdicts", totals.verdicts());
              json.put("models", totals.models());
              json.put(
                  "levels",
                  s.reports().levels(selection).stream()
                      .map(level ->
                          Map.of(
                              "level", level.level(),
                              "decision", level.decision(),
                              "transactions", level.transactions()))
                      .toList());
              json.put(
                  "days",
                  s.reports().days(selection).stream()
                      .map(day -> {
                        Map<String, Object> one = new LinkedHashMap<>();
                        one.put("day", day.day().toString().substring(0, 10));
                        one.put("transactions", day.transactions());
                        one.put("medium", day.medium());
                        one.put("high", day.high());
                        one.put("critical", day.critical());
                        one.put("mean_risk", day.meanRisk());
                        one.put("max_risk", day.maxRisk());
                        return one;
                      })
                      .toList());
              return json;
            }));
  }
}
