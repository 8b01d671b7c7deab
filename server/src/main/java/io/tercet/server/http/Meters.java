package io.tercet.server.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tercet.core.ensemble.Decision;
import io.tercet.server.decision.DecisionEngine;
import java.time.Duration;
import java.util.function.ToDoubleFunction;

/** What is measured, in Prometheus's form. No label holds an id. */
final class Meters implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collector = new JvmGcMetrics();
  private final Timer latency =
      Timer.builder("tercet.decision.latency")
          .description("From the first byte of a single decision's body to its answer")
          .serviceLevelObjectives(
              Duration.ofNanos(500_000),
              Duration.ofMillis(1),
              Duration.ofMillis(2),
              Duration.ofMillis(5),
              Duration.ofMillis(10),
              Duration.ofMillis(20),
              Duration.ofMillis(50),
              Duration.ofMillis(100),
              Duration.ofMillis(500))
          .register(registry);
  private final Counter refused =
      Counter.builder("tercet.requests.refused")
          .description("Requests refused because too much waits")
          .register(registry);

  Meters(Readiness readiness) {
    for (Decision decision : Decision.values()) {
      FunctionCounter.builder(
              "tercet.decisions", readiness, r -> read(r, engine -> engine.decided(decision)))
          .tag("decision", decision.text())
          .description("Transactions decided on")
          .register(registry);
    }
    counter(readiness, "tercet.decisions.repeated", DecisionEngine::repeated);
    counter(readiness, "tercet.decisions.conflicting", DecisionEngine::conflicts);
    counter(readiness, "tercet.decisions.dry", DecisionEngine::dryRuns);
    counter(readiness, "tercet.log.syncs", DecisionEngine::syncs);
    gauge(readiness, "tercet.requests.pending", DecisionEngine::pending);
    gauge(readiness, "tercet.log.backlog", DecisionEngine::backlog);
    Gauge.builder("tercet.ready", readiness, r -> r.engine().isPresent() ? 1 : 0)
        .register(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collector.bindTo(registry);
  }

  private void counter(Readiness readiness, String name, ToDoubleFunction<DecisionEngine> value) {
    FunctionCounter.builder(name, readiness, r -> read(r, value)).register(registry);
  }

  private void gauge(Readiness readiness, String name, ToDoubleFunction<DecisionEngine> value) {
    Gauge.builder(name, readiness, r -> read(r, value)).register(registry);
  }

  private static double read(Readiness readiness, ToDoubleFunction<DecisionEngine> value) {
    return readiness.engine().map(value::applyAsDouble).orElse(0.0);
  }

  void decided(long nanos) {
    latency.record(Duration.ofNanos(nanos));
  }

  void refused() {
    refused.increment();
  }

  String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collector.close();
    registry.close();
  }
}
