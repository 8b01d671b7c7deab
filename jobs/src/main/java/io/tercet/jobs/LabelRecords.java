package io.tercet.jobs;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes from CSV the few cells that labels need and makes no text of the others: files of labels
 * are often the imported files themselves, a dozen columns wide. One record, reused.
 */
final class LabelRecords extends AbstractBaseCsvCallbackHandler<LabelRecords> {
  private static final int UNWANTED = -1;

  private final List<String> header = new ArrayList<>();
  private boolean headerDone;
  private boolean inHeader = true;
  private int[] slots = {};
  private @Nullable String[] cells = {};
  private int fields;
  private long line;

  /** The names of the columns; empty until the first record was read. */
  List<String> header() {
    return header;
  }

  /** Which columns to keep: place in the header, or −1, by slot. */
  void keep(int... columns) {
    slots = new int[header.size()];
    Arrays.fill(slots, UNWANTED);
    cells = new String[columns.length];
    for (int slot = 0; slot < columns.length; slot++) {
      if (columns[slot] >= 0) {
        slots[columns[slot]] = slot;
      }
    }
  }

  /** The stripped cell of a slot; empty if the file has no such column. */
  String cell(int slot) {
    String cell = cells[slot];
    return cell == null ? "" : cell;
  }

  int fields() {
    return fields;
  }

  /** Of the record, 1-based. */
  long line() {
    return line;
  }

  @Override
  protected void handleBegin(long startingLineNumber) {
    line = startingLineNumber;
    fields = 0;
    inHeader = !headerDone;
    Arrays.fill(cells, null);
  }

  @Override
  protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
    fields++;
    if (inHeader) {
      header.add(new String(buffer, offset, length));
    } else if (index < slots.length && slots[index] != UNWANTED) {
      cells[slots[index]] = new String(buffer, offset, length).strip();
    }
  }

  @Override
  protected LabelRecords buildRecord() {
    headerDone |= getRecordType() == RecordType.DATA;
    return this;
  }
}
