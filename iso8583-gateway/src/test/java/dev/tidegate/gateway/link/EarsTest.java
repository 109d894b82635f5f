package dev.tidegate.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Calls one at a time, in order, and a word when there are too many. */
class EarsTest {
    private final Deque<Runnable> later = new ArrayDeque<>();
    private final Executor hand = later::add;
    private final AtomicInteger lighter = new AtomicInteger();
    private final Ears ears = new Ears(hand, lighter::incrementAndGet);
    private final List<Integer> heard = new ArrayList<>();

    private void run() {
        while (!later.isEmpty()) {
            later.poll().run();
        }
    }

    @Test
    void calls_many_areMadeInOrderByOneWorker() {
        IntStream.range(0, 100).forEach(i -> ears.tell(() -> heard.add(i)));

        assertThat(later).hasSize(1);
        run();

        assertThat(heard)
                .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
    }

    @Test
    void call_madeWhileOneRuns_isNext() {
        ears.tell(() -> {
            heard.add(1);
            ears.tell(() -> heard.add(2));
            assertThat(heard).containsExactly(1);
        });

        run();

        assertThat(heard).containsExactly(1, 2);
    }

    @Test
    void call_thatFails_doesNotEndTheOthers() {
        ears.tell(() -> {
            throw new IllegalStateException("a listener broke");
        });
        ears.tell(() -> heard.add(1));

        run();

        assertThat(heard).containsExactly(1);
    }

    @Test
    void calls_tooMany_areSaidAndTakenAndSaidAgainWhenHalfAreDone() {
        IntStream.range(0, Ears.WAITING_MAX - 1).forEach(i -> ears.tell(() -> heard.add(i)));
        assertThat(ears.isFull()).isFalse();
        ears.tell(() -> {});
        assertThat(ears.isFull()).isTrue();
        ears.tell(() -> heard.add(-1));

        run();

        assertThat(heard).hasSize(Ears.WAITING_MAX).endsWith(-1);
        assertThat(lighter).hasValue(1);
        assertThat(ears.isFull()).isFalse();
    }
}
