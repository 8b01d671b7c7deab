package io.tercet.cli.command;

import io.tercet.store.DetectionStore.DetectionRun;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A detection run as JSON. */
final class RunJson {
  private RunJson() {}

  static Map<String, Object> of(DetectionRun run) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run", run.id());
    json.put("model", run.modelVersion());
    json.put("mode", run.mode().name().toLowerCase(Locale.ROOT));
    json.put("started_at", run.startedAt());
    json.put("threshold", run.threshold());
    json.put("rows", run.rows());
    json.put("alerts", run.alerts());
    return json;
  }
}
