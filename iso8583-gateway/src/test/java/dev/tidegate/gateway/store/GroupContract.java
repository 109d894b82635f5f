package dev.tidegate.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.gateway.fixture.Sales;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What becomes of works that wait for the disk together. */
abstract class GroupContract extends FleetContract {
    /** A work that was asked for by a thread of its own. */
    private record Asked(Thread thread, FutureTask<Boolean> outcome) {
        Throwable failure() throws InterruptedException {
            try {
                outcome.get();
                throw new AssertionError("it did not fail");
            } catch (ExecutionException e) {
                return Objects.requireNonNull(e.getCause());
            }
        }
    }

    // Holds the database until all of these wait for it, so that they are one group.
    @SafeVarargs
    private List<Asked> together(Consumer<Tables>... works) throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Asked first = ask(tables -> {
            held.countDown();
            awaitFor(go);
        });
        awaitFor(held);
        List<Asked> asked = new ArrayList<>();
        for (Consumer<Tables> work : works) {
            Asked one = ask(work);
            asked.add(one);
            awaitWaiting(one.thread());
        }
        go.countDown();
        first.thread().join();
        for (Asked one : asked) {
            one.thread().join();
        }
        return asked;
    }

    private static void awaitWaiting(Thread thread) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it does not wait for the database: " + thread.getState());
            }
            Thread.onSpinWait();
        }
    }

    private Asked ask(Consumer<Tables> work) {
        FutureTask<Boolean> outcome = new FutureTask<>(() -> {
            store.change(work);
            return true;
        });
        return new Asked(Thread.ofPlatform().start(outcome), outcome);
    }

    private static void awaitFor(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody came");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A row of its own, which stands for what a work writes. */
    private static Consumer<Tables> row(int n) {
        return tables -> tables.invitations()
                .insert(InvitationRow.fresh(link(n), Sales.TILL, "Till " + n, NOW, NOW.plusSeconds(900)));
    }

    private boolean isThere(int n) {
        return store.read(tables -> tables.invitations().find(link(n))).isPresent();
    }

    @Test
    void works_thatWaitTogether_areAllDurable() throws InterruptedException {

        List<Asked> asked = together(row(1), row(2));

        assertThat(asked).allMatch(work -> work.outcome().state() == Future.State.SUCCESS);
        assertThat(List.of(1, 2)).allMatch(this::isThere);
    }

    @Test
    void work_thatFailsAmongOthers_takesOnlyItsOwnAway() throws InterruptedException {
        IllegalStateException why = new IllegalStateException("not so");

        List<Asked> asked = together(
                row(1),
                tables -> {
                    row(2).accept(tables);
                    throw why;
                },
                row(3));

        assertThat(asked.get(1).failure()).isSameAs(why);
        assertThat(List.of(1, 3)).allMatch(this::isThere);
        assertThat(isThere(2)).isFalse();
    }

    @Test
    void work_thatTheDatabaseRefusesAmongOthers_takesOnlyItsOwnAway() throws InterruptedException {

        List<Asked> asked = together(
                row(1),
                tables -> {
                    row(2).accept(tables);
                    row(1).accept(tables);
                },
                row(3));

        assertThat(asked.get(1).failure()).isInstanceOf(StoreBrokenException.class);
        assertThat(List.of(1, 3)).allMatch(this::isThere);
        assertThat(isThere(2)).isFalse();
    }

    @Test
    void work_behindAnotherOfItsGroup_seesWhatThatHasWritten() throws InterruptedException {
        List<Boolean> seen = new ArrayList<>();

        List<Asked> asked = together(
                row(1), tables -> seen.add(tables.invitations().find(link(1)).isPresent()));

        assertThat(asked).allMatch(work -> work.outcome().state() == Future.State.SUCCESS);
        assertThat(seen).containsExactly(true);
    }

    @Test
    void work_withinAWork_isRefusedInsteadOfWaitingForItself() {
        assertThatThrownBy(() -> store.change(tables -> store.change(other -> {})))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("within");
    }

    @Test
    void caller_whoIsInterrupted_learnsWhatIsOnDiskAndStaysInterrupted() throws InterruptedException {
        boolean[] interrupted = new boolean[1];
        FutureTask<Boolean> outcome = new FutureTask<>(() -> {
            Thread.currentThread().interrupt();
            store.change(row(1));
            interrupted[0] = Thread.interrupted();
            return true;
        });
        Thread caller = Thread.ofPlatform().start(outcome);

        caller.join();

        assertThat(outcome.state()).isEqualTo(Future.State.SUCCESS);
        assertThat(interrupted[0]).as("interrupted still").isTrue();
        assertThat(isThere(1)).isTrue();
    }

    @Test
    void store_thatIsClosed_saysSo() {
        store.close();

        assertThatThrownBy(() -> store.change(tables -> {})).isInstanceOf(StoreBrokenException.class);
    }
}
