package dev.tidegate.till.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.till.http.Feed.Batch;
import dev.tidegate.till.http.Feed.Event;
import dev.tidegate.till.http.Feed.Kind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FeedTest {
    private final Feed feed = new Feed("p1");

    @Test
    void after_whatWasSaidSince_isInOrder() throws InterruptedException {
        feed.terminalChanged();
        long told = feed.after(0, Duration.ZERO).upTo();

        feed.syncChanged("r1");
        feed.paymentChanged("a");

        Batch batch = feed.after(told, Duration.ZERO);
        assertThat(batch.snapshot()).isFalse();
        assertThat(batch.events())
                .extracting(Event::kind)
                .containsExactly(Kind.SAF_PROGRESS, Kind.PAYMENT_UPDATED, Kind.TERMINAL_STATE);
        assertThat(batch.upTo()).isEqualTo(told + 3);
    }

    @Test
    void after_thingsThatAreLookedUp_saysEachOnce() throws InterruptedException {
        feed.paymentChanged("a");
        feed.paymentChanged("b");
        feed.paymentChanged("a");

        assertThat(feed.after(0, Duration.ZERO).events())
                .extracting(event -> event.kind() + event.subject())
                .containsExactly("PAYMENT_UPDATEDb", "PAYMENT_UPDATEDa", "TERMINAL_STATE");
    }

    @Test
    void after_progressOfTwoRuns_saysEachOnce() throws InterruptedException {
        feed.syncChanged("r1");
        feed.syncChanged("r2");
        feed.syncChanged("r1");

        assertThat(feed.after(0, Duration.ZERO).events())
                .extracting(Event::subject)
                .containsExactly("r2", "r1");
    }

    @Test
    void after_nothingNew_waitsAndSaysNothing() throws InterruptedException {
        Batch batch = feed.after(0, Duration.ofMillis(1));

        assertThat(batch.events()).isEmpty();
        assertThat(batch.snapshot()).isFalse();
    }

    @Test
    void after_somethingNewWhileWaiting_isToldAtOnce() throws Exception {
        CompletableFuture<Batch> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return feed.after(0, Duration.ofMinutes(1));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        feed.terminalChanged();

        assertThat(waiting.get(10, TimeUnit.SECONDS).events()).hasSize(1);
    }

    @Test
    void after_moreThanIsKept_isASnapshot() throws InterruptedException {
        for (int i = 0; i <= Feed.EVENTS_MAX; i++) {
            feed.terminalChanged();
        }

        assertThat(feed.after(0, Duration.ZERO).snapshot()).isTrue();
        assertThat(feed.after(1, Duration.ZERO).snapshot()).isFalse();
    }

    @Test
    void close_whoeverWaits_endsAtOnce() throws InterruptedException {
        feed.close();

        Batch batch = feed.after(0, Duration.ofMinutes(1));

        assertThat(batch.events()).isEmpty();
        assertThat(feed.isClosed()).isTrue();
    }

    @Test
    void resume_anIdOfThisProcess_goesOnThere() {
        feed.terminalChanged();

        assertThat(feed.resume(feed.idOf(1))).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "p0-1", "p1-", "p1-x", "1", "p1-99999999999999999999", "p11"})
    void resume_anyOtherId_beginsWithASnapshot(String id) {
        assertThat(feed.resume(id)).isEqualTo(-1);
        assertThat(feed.resume(null)).isEqualTo(-1);
    }

    @Test
    void after_aNumberThatIsYetToCome_isASnapshot() throws InterruptedException {
        assertThat(feed.after(99, Duration.ZERO).snapshot()).isTrue();
    }
}
