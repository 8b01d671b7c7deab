package io.tercet.core.ensemble;

import static io.tercet.core.ensemble.SampleEnsemble.FEATURES;
import static io.tercet.core.ensemble.SampleEnsemble.MODEL;
import static io.tercet.core.ensemble.SampleEnsemble.ROWS;
import static io.tercet.core.ensemble.SampleEnsemble.TRAINED;
import static io.tercet.core.ensemble.SampleEnsemble.TYPOLOGIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.core.detector.statistical.Rule;
import io.tercet.core.detector.statistical.Rules;
import io.tercet.core.model.ModelFormatException;
import io.tercet.core.model.Safetensors;
import io.tercet.core.model.Tensors;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class EnsembleFormatTest {
  private static final byte[] FILE = Safetensors.encode(EnsembleFormat.write(MODEL));
  private static final int MUTATIONS = 1_000;
  private static final int HOSTILE = 150;

  @Test
  void aModelReadBackGivesTheSameBitsAndTheSameFile() throws ModelFormatException {
    EnsembleModel read = EnsembleFormat.read(Safetensors.decode(FILE));
    VerdictBlock expected = SampleEnsemble.score(MODEL.scorer(), TRAINED, ROWS);
    VerdictBlock actual = SampleEnsemble.score(read.scorer(), TRAINED, ROWS);
    SampleEnsemble.requireSame(actual, expected, "read back");
    assertThat(Safetensors.encode(EnsembleFormat.write(read))).isEqualTo(FILE);
  }

  @Test
  void optionsAreReadBackAsTheyWere() throws ModelFormatException {
    EnsembleOptions options =
        SampleEnsemble.OPTIONS
            .withWeights(new Weights(0.1, 2, 1e-9))
            .withThresholds(new Thresholds(1.5, 33.3, 100))
            .withRules(new Rules(List.of(new Rule(Rule.Kind.NIGHT, 12.5, 4))));
    for (EnsembleOptions each :
        List.of(
            options,
            options.withRules(new Rules(List.of())),
            EnsembleOptions.defaults(TYPOLOGIES))) {
      Tensors tensors = new Tensors();
      OptionsFormat.write(each, tensors);
      EnsembleOptions read = OptionsFormat.read(tensors);
      assertThat(read.rules().all()).isEqualTo(each.rules().all());
      assertThat(read.withRules(each.rules())).isEqualTo(each);
    }
  }

  @Test
  void everyTruncationIsRefused() {
    for (int length = 0;
        length < FILE.length;
        length += length < 2000 ? 7 : 1 + FILE.length / 500) {
      byte[] cut = Arrays.copyOf(FILE, length);
      assertThatThrownBy(() -> read(cut))
          .as("length %d", length)
          .isInstanceOf(ModelFormatException.class);
    }
  }

  @Test
  void aMutatedFileIsRefused() {
    for (long seed = 0; seed < MUTATIONS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] mutant = FILE.clone();
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        mutant[random.nextInt(seed % 2 == 0 ? 20_000 : FILE.length)] ^=
            (byte) (1 << random.nextInt(8));
      }
      if (!Arrays.equals(mutant, FILE)) {
        assertThatThrownBy(() -> read(mutant))
            .as("seed %d", seed)
            .isInstanceOf(ModelFormatException.class);
      }
    }
  }

  @Test
  void aHostileWriterGetsARefusalOrAModelThatScores() throws ModelFormatException {
    Tensors good = Safetensors.decode(FILE);
    int scored = 0;
    for (long seed = 0; seed < HOSTILE; seed++) {
      Tensors bad = HostileTensors.of(good, new SplittableRandom(seed));
      scored += isRefused(bad, seed) ? 0 : 1;
    }
    assertThat(scored).as("mutants that were read").isBetween(HOSTILE / 50, HOSTILE - 1);
  }

  @Test
  void everyTensorAndTextIsNeeded() throws ModelFormatException {
    Tensors good = Safetensors.decode(FILE);
    for (String name : good.all().keySet()) {
      refused(HostileTensors.without(good, name), name);
    }
    for (String key : good.metadata().keySet()) {
      if (!key.equals("tercet.format") && !key.equals("tercet.sha256")) {
        refused(HostileTensors.without(good, key), key);
      }
    }
  }

  @Test
  void otherFeaturesAreRefusedWithWhatToDo() {
    for (String key : List.of("tercet.features", "tercet.feature_version")) {
      refused(changed(t -> t.metadata(key, "age,9")), "Train a new model with 'tercet train'");
    }
    refused(changed(t -> t.metadata("tercet.kind", "forest")), "'forest', not an ensemble");
  }

  @Test
  void aNewerFormatIsRefusedByName() {
    byte[] newer =
        new String(FILE, StandardCharsets.ISO_8859_1)
            .replaceFirst("\"tercet.format\":\\s*\"1\"", "\"tercet.format\":\"2\"")
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThat(newer).isNotEqualTo(FILE);
    assertThatThrownBy(() -> read(newer))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("2")
        .hasMessageContaining("newer");
  }

  private static Tensors changed(Consumer<Tensors> change) {
    Tensors tensors = EnsembleFormat.write(MODEL);
    change.accept(tensors);
    return tensors;
  }

  private static void refused(Tensors tensors, String named) {
    assertThatThrownBy(() -> EnsembleFormat.read(tensors))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(named);
  }

  private static EnsembleModel read(byte[] file) throws ModelFormatException {
    return EnsembleFormat.read(Safetensors.decode(file));
  }

  /** Encodes with a right checksum, reads, and scores more rows than a curve lasts for. */
  private static boolean isRefused(Tensors tensors, long seed) {
    EnsembleModel model;
    try {
      model = read(Safetensors.encode(tensors));
    } catch (ModelFormatException expected) {
      return true;
    } catch (RuntimeException unexpected) {
      throw new AssertionError("seed " + seed, unexpected);
    }
    EnsembleScorer scorer = model.scorer();
    VerdictBlock verdicts = new VerdictBlock(EnsembleScorer.BLOCK);
    for (int from = TRAINED; from < TRAINED + 1500; from += 750) {
      scorer.score(
          SampleEnsemble.slice(SampleEnsemble.BLOCK, from, from + 750),
          SampleEnsemble.slice(FEATURES, from, from + 750),
          verdicts);
      for (int i = 0; i < verdicts.size; i++) {
        boolean sound =
            verdicts.totalRisk[i] >= 0
                && verdicts.totalRisk[i] <= 100
                && Float.isFinite(verdicts.fusedScore[i]);
        if (!sound) {
          throw new AssertionError("seed %d: risk %s".formatted(seed, verdicts.totalRisk[i]));
        }
      }
    }
    return false;
  }
}
