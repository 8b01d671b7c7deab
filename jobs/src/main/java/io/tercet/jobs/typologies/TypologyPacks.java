package io.tercet.jobs.typologies;

import io.tercet.core.detector.statistical.Typology;
import io.tercet.jobs.JobException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The typologies that a model is trained with: packs that come with Tercet, and users' files, each
 * of which adds typologies or replaces those of the same id.
 */
public final class TypologyPacks {
  /** The pack that every model knows unless it is told otherwise. */
  public static final String STANDARD = "standard";

  /** The five rules of the original system as typologies. */
  public static final String ORIGINAL = "original";

  /** The names of the packs that come with Tercet. */
  public static final List<String> NAMES = List.of(STANDARD, ORIGINAL);

  private static final long MAX_BYTES = 1 << 20;

  private TypologyPacks() {}

  /** The standard pack. */
  public static List<Typology> standard() {
    return pack(STANDARD);
  }

  /** One of {@link #NAMES}. */
  public static List<Typology> pack(String name) {
    String file = name + ".yaml";
    try (InputStream in = TypologyPacks.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no pack '%s': %s".formatted(name, NAMES));
      }
      return TypologyReader.read(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new JobException("cannot read the pack " + name + ": " + e.getMessage(), e);
    }
  }

  /**
   * The typologies of a file.
   *
   * @throws JobException if it cannot be read, or holds anything but typologies
   */
  public static List<Typology> file(Path path) {
    return TypologyReader.read(String.valueOf(path.getFileName()), text(path));
  }

  private static String text(Path path) {
    try {
      if (Files.size(path) > MAX_BYTES) {
        throw new JobException(path + " is over 1 MB; these are no typologies");
      }
      return Files.readString(path, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new JobException("the file of typologies " + path + " does not exist", e);
    } catch (IOException e) {
      throw new JobException("cannot read the file of typologies " + path + ": " + e, e);
    }
  }

  /** All of them in order; a later one takes the place of an earlier one with the same id. */
  public static List<Typology> merged(Collection<List<Typology>> lists) {
    Map<String, Typology> byId = new LinkedHashMap<>();
    for (List<Typology> list : lists) {
      list.forEach(typology -> byId.put(typology.id(), typology));
    }
    return List.copyOf(byId.values());
  }
}
