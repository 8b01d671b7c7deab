package io.tercet.jobs.imports;

import io.tercet.store.TransactionStore.SourceLine;
import java.util.List;

/**
 * What became of an import: {@code rows = imported + duplicates + rejected}.
 *
 * @param rows how many the files had
 * @param imported how many are new in the store
 * @param duplicates how many were there before, with equal content
 * @param rejected how many were kept aside, with a reason each
 * @param files what each file turned out to be, in the order they were read
 * @param firstRejections the first few rows that are no transactions; without conflicts, which the
 *     store finds
 */
public record ImportResult(
    long rows,
    long imported,
    long duplicates,
    long rejected,
    List<ImportedFile> files,
    List<Rejection> firstRejections) {

  public ImportResult {
    files = List.copyOf(files);
    firstRejections = List.copyOf(firstRejections);
  }

  /**
   * A row that was rejected.
   *
   * @param source where it was read
   * @param reason for people
   */
  public record Rejection(SourceLine source, String reason) {}
}
