package io.tercet.jobs;

import java.util.List;

/**
 * Where a file of labels keeps what.
 *
 * @param id of the transaction's id
 * @param label of the label
 * @param typology −1 if there is none
 * @param time −1 if there is none
 * @param probability of being drawn into a sample, −1 if there is none
 * @param below the risk below which a sample was drawn, −1 if there is none
 */
record LabelColumns(int id, int label, int typology, int time, int probability, int below) {
  /** Header of the column that says when a label became known. */
  static final String TIME = "labelled_at";

  /** Header of the probability with which a sample drew its rows. */
  static final String PROBABILITY = "inclusion_probability";

  /** Header of the risk below which a sample was drawn. */
  static final String BELOW = "sampled_below";

  private static final List<String> ID_NAMES =
      List.of("transaction_id", "TRANSACTION_ID", "hash", "Txhash", "id");
  private static final List<String> LABEL_NAMES =
      List.of("label", "TX_FRAUD", "is_fraud", "fraud", "isFraud");
  private static final List<String> TIME_NAMES =
      List.of(TIME, "labeled_at", "label_time", "reported_at");

  /**
   * Finds the columns.
   *
   * @throws JobException if an id or a label is missing, or a column is there twice
   */
  static LabelColumns of(List<String> header, String file) {
    return new LabelColumns(
        required(header, ID_NAMES, file),
        required(header, LABEL_NAMES, file),
        find(header, List.of("typology"), file),
        find(header, TIME_NAMES, file),
        find(header, List.of(PROBABILITY), file),
        find(header, List.of(BELOW), file));
  }

  private static int required(List<String> header, List<String> names, String file) {
    int column = find(header, names, file);
    if (column < 0) {
      throw new JobException(
          "%s has the columns %s; labels need one of %s".formatted(file, header, names));
    }
    return column;
  }

  private static int find(List<String> header, List<String> names, String file) {
    for (String name : names) {
      int column = header.indexOf(name);
      if (column != header.lastIndexOf(name)) {
        throw new JobException("%s has two columns '%s'; name one otherwise".formatted(file, name));
      }
      if (column >= 0) {
        return column;
      }
    }
    return -1;
  }
}
