package io.tercet.core.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.core.feature.FeatureBlock;
import io.tercet.core.simulation.SimulatedTransaction;
import io.tercet.core.simulation.SimulationOptions;
import io.tercet.core.simulation.TrafficDrift;
import io.tercet.core.simulation.TrafficSimulator;
import io.tercet.core.transaction.Transaction;
import io.tercet.core.transaction.TransactionBlock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Risks keep their meaning on a stream without fraud whose habits change. */
class DriftTest {
  private static final int ROWS = 60_000;
  private static final int TRAINED = 20_000;
  private static final int WARM = 28_000;

  @Test
  void theShareAboveMediumStaysNominalWhileTrafficDrifts() {
    TransactionBlock block = SampleEnsemble.block(drifted());
    FeatureBlock features = SampleEnsemble.features(block);
    EnsembleModel model =
        new EnsembleTrainer(SampleEnsemble.OPTIONS.withShares(0.5, 0.4, 8192))
            .train(features.columns, TRAINED, 1);
    EnsembleScorer scorer = model.scorer();
    VerdictBlock verdicts = new VerdictBlock(EnsembleScorer.BLOCK);
    int above = 0;
    for (int at = TRAINED; at < ROWS; at += verdicts.size) {
      int to = Math.min(ROWS, at + EnsembleScorer.BLOCK);
      scorer.score(
          SampleEnsemble.slice(block, at, to), SampleEnsemble.slice(features, at, to), verdicts);
      for (int i = 0; i < verdicts.size; i++) {
        above += at >= WARM && verdicts.totalRisk[i] >= 60 ? 1 : 0;
      }
    }
    double nominal = (ROWS - WARM) / 1000.0;
    assertThat((double) above).isBetween(nominal / 2.2, nominal * 2.2);
  }

  private static List<Transaction> drifted() {
    SimulationOptions options =
        SimulationOptions.of(ROWS, 8)
            .withShares(0, 0)
            .withDrifts(
                List.of(
                    new TrafficDrift.PriceJump("BTC", 30, 2, 10),
                    new TrafficDrift.TimeZoneShift(40, 3),
                    new TrafficDrift.NewCurrency(45),
                    new TrafficDrift.Holiday(55, 5)));
    return TrafficSimulator.stream(options).map(SimulatedTransaction::transaction).toList();
  }
}
