package io.tercet.store.metadata.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.store.ChildProcess;
import io.tercet.store.metadata.JobQueue.JobFilter;
import io.tercet.store.metadata.JobQueue.JobRequest;
import io.tercet.store.metadata.JobQueue.QueuedJob;
import io.tercet.store.metadata.JobState;
import io.tercet.store.metadata.RetryPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one database: every job is done once, also when one of them is killed. */
abstract class TwoProcessesContract {
  private static final int JOBS = 16;

  @TempDir Path folder;

  /** The address of an empty database that other processes can open. */
  abstract String url(Path folder);

  private JdbcMetadataStore open(String url) {
    return JdbcMetadataStore.open(MetadataOptions.of(MetadataAddress.parse(url), null));
  }

  private ChildProcess worker(String url, String holder) throws Exception {
    ChildProcess process =
        ChildProcess.run(JobWorker.class, folder.resolve("unused").toString(), url, holder);
    process.awaitLine("open");
    return process;
  }

  @Test
  void theJobOfAKilledProcessIsTakenOverAndEveryJobIsDoneOnce() throws Exception {
    String url = url(folder);
    try (JdbcMetadataStore store = open(url)) {
      for (int i = 0; i < JOBS; i++) {
        store
            .queue()
            .enqueue(
                new JobRequest(
                    "detect",
                    "{}",
                    "job-" + i,
                    null,
                    "anna",
                    store.now(),
                    new RetryPolicy(3, Duration.ZERO, Duration.ZERO)),
                store.now());
      }
    }
    List<String> lines = new ArrayList<>();
    // The first process also serves an embedded database to the second.
    try (ChildProcess first = worker(url, "first");
        ChildProcess second = worker(url, "second")) {
      first.awaitLine(line -> line.startsWith("claimed"));
      lines.addAll(first.kill());
      lines.addAll(second.awaitEnd());
    }
    assertThat(lines).contains("end");
    assertThat(lines.stream().filter(line -> line.startsWith("done "))).doesNotHaveDuplicates();
    try (JdbcMetadataStore store = open(url)) {
      List<QueuedJob> jobs = store.queue().list(JobFilter.latest(100));
      assertThat(jobs).hasSize(JOBS);
      assertThat(jobs).extracting(QueuedJob::state).containsOnly(JobState.SUCCEEDED);
      // None, if the first process was killed between two jobs.
      assertThat(jobs.stream().filter(job -> job.attempts() == 2)).hasSizeLessThanOrEqualTo(1);
      assertThat(jobs.stream().filter(job -> job.attempts() > 2)).isEmpty();
    }
  }
}
