package io.tercet.jobs.imports;

import io.tercet.store.ImportBatch;
import java.util.List;

/** Reads rows and makes of each chunk the task of parsing it. */
interface RowTasks extends OrderedPipeline.Tasks<ImportBatch> {
  /** How much of the inputs has been read: bytes of files, rows of a query. */
  long done();

  /** What was read; complete after the last task. */
  List<ImportedFile> finished();
}
