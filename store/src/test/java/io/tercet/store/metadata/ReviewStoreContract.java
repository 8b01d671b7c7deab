package io.tercet.store.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.store.metadata.ReviewStore.Decision;
import io.tercet.store.metadata.ReviewStore.Finding;
import io.tercet.store.metadata.ReviewStore.Review;
import org.junit.jupiter.api.Test;

/** What every store of reviews must do. */
public abstract class ReviewStoreContract extends MetadataContract {
  private static Decision decision(String transaction, Finding finding) {
    return new Decision(transaction, "acc-1", finding, "anna", "a note");
  }

  @Test
  void nobodyHasDecidedAtFirst() {
    assertThat(store().reviews().latest("t1")).isEmpty();
    assertThat(store().reviews().history("t1")).isEmpty();
    assertThat(store().reviews().inForce(0, 10)).isEmpty();
  }

  @Test
  void theLatestDecisionIsInForceAndEarlierOnesAreKept() {
    Review first = store().reviews().add(decision("t1", Finding.ESCALATED), NOW);
    Review other =
        store()
            .reviews()
            .add(new Decision("t2", null, Finding.LEGITIMATE, "ben", ""), NOW.plusSeconds(1));
    Review last = store().reviews().add(decision("t1", Finding.FRAUD), NOW.plusSeconds(2));

    assertThat(store().reviews().latest("t1")).contains(last);
    assertThat(store().reviews().history("t1")).containsExactly(last, first);
    assertThat(store().reviews().inForce(0, 10)).containsExactly(other, last);
    assertThat(store().reviews().inForce(other.id(), 10)).containsExactly(last);
    assertThat(store().reviews().inForce(0, 1)).containsExactly(other);
  }
}
