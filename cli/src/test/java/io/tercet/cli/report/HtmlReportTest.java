package io.tercet.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.core.transaction.Transaction;
import io.tercet.store.DetectionStore.StoredVerdict;
import io.tercet.store.ReportStore.AccountRisk;
import io.tercet.store.ReportStore.DayCount;
import io.tercet.store.ReportStore.LevelCount;
import io.tercet.store.TransactionStore.StoredTransaction;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
  private static final String ATTACK = "</script><script>alert('1')</script>\"'&{{data}}";
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

  private static ReportData attacked() {
    Transaction transaction =
        new Transaction(
            ATTACK,
            1_767_571_200_000_000L,
            ATTACK,
            "transfer",
            "ETH",
            12.5,
            0.01,
            ATTACK,
            ATTACK,
            "completed",
            Transaction.UNKNOWN_NONCE);
    StoredVerdict verdict =
        new StoredVerdict(
            new StoredTransaction(1, transaction),
            "run-1",
            ATTACK,
            NOW,
            90,
            80,
            70,
            97.2,
            ATTACK,
            ATTACK,
            "{}",
            ATTACK);
    return new ReportData(
        ATTACK,
        NOW,
        List.of(new LevelCount("critical", "blocked", 1), new LevelCount("low", "approved", 999)),
        List.of(new DayCount(Instant.parse("2026-01-05T00:00:00Z"), 1000, 3, 2, 1, 4.5, 97.25)),
        List.of(verdict),
        List.of(new AccountRisk(ATTACK, 10, 1, 97.2, 12)));
  }

  private static ReportData empty() {
    return new ReportData("duckdb:x", NOW, List.of(), List.of(), List.of(), List.of());
  }

  private static String withoutLibrary(ReportData data) {
    return HtmlReport.page(data).replace(Resources.echarts(), "");
  }

  @Test
  void textOfDataNeverBecomesMarkup() {
    String page = withoutLibrary(attacked());

    assertThat(page).doesNotContain("<script>alert").doesNotContain("alert('1')");
    assertThat(page).contains("&lt;/script&gt;&lt;script&gt;alert(&#39;1&#39;)");
    assertThat(page.split("</script>", -1)).hasSize(4);
  }

  @Test
  void jsonWithinAScriptCannotEndIt() {
    assertThat(Html.scriptJson("[\"</script><!--\"]"))
        .isEqualTo("[\"\\u003c/script\\u003e\\u003c!--\"]");
  }

  @Test
  void theLibraryItselfDoesNotEndItsScript() {
    assertThat(Resources.echarts()).doesNotContainIgnoringCase("</script").contains("Apache");
  }

  @Test
  void thePageNeedsNoNetwork() {
    String page = withoutLibrary(attacked());

    assertThat(page).doesNotContainPattern("(?i)(src|href)=\"(?!data:)").doesNotContain("@import");
    assertThat(page).contains("default-src 'none'");
  }

  @Test
  void everythingAskedForIsThere() {
    String page = withoutLibrary(attacked());

    assertThat(page)
        .contains("97.2", "12.5 ETH", "2026-01-05", "<b>1,000</b><span>scored</span>")
        .contains("[\"2026-01-05\",1000,3,2,1,4.50,97.25]")
        .contains("prefers-color-scheme: dark", "width=device-width", "tabindex=\"0\"");
  }

  @Test
  void noPartOfTheTemplateIsLeft() {
    assertThat(withoutLibrary(empty())).doesNotContain("{{", "}}\n");
  }

  @Test
  void nothingScoredIsSaid() {
    assertThat(withoutLibrary(empty())).contains("nothing scored yet", "Nothing scored yet.");
  }
}
