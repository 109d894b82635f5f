package dev.tidegate.till.sale;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class QuestionsTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final List<String> TWO = List.of("CREDIT", "DEBIT");

    private final Questions questions = new Questions();

    @Test
    void choose_aPlaceOfTheList_isTheAnswer() {
        int chosen = questions.choose(TWO, LONG, () -> press(number(), 1));

        assertThat(chosen).isEqualTo(1);
        assertThat(questions.asked()).isNull();
    }

    @Test
    void choose_noneOfThem_isTheAnswerToo() {
        assertThat(questions.choose(TWO, LONG, () -> press(number(), Questions.NONE)))
                .isEqualTo(Questions.NONE);
    }

    @Test
    void choose_nobodyInTime_isNone() {
        assertThat(questions.choose(TWO, Duration.ZERO, () -> {})).isEqualTo(Questions.NONE);
    }

    @Test
    void choose_takenBack_isNone() throws Exception {
        CountDownLatch shown = new CountDownLatch(1);
        CompletableFuture<Integer> chosen =
                CompletableFuture.supplyAsync(() -> questions.choose(TWO, LONG, shown::countDown));
        shown.await();

        questions.cancel();

        assertThat(chosen.get(10, TimeUnit.SECONDS)).isEqualTo(Questions.NONE);
    }

    @Test
    void choose_theThreadIsInterrupted_isNoneAndStaysInterrupted() {
        int chosen = questions.choose(TWO, LONG, Thread.currentThread()::interrupt);

        assertThat(chosen).isEqualTo(Questions.NONE);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void answer_toAnEarlierQuestion_changesNothing() {
        int ignored = questions.choose(TWO, LONG, () -> press(number(), 0));

        int chosen = questions.choose(TWO, LONG, () -> {
            assertThat(questions.answer(number() - 1, 0)).isFalse();
            press(number(), 1);
        });

        assertThat(chosen).isEqualTo(1);
    }

    @Test
    void answer_aSecondTime_changesNothing() {
        int chosen = questions.choose(TWO, LONG, () -> {
            press(number(), 0);
            assertThat(questions.answer(number(), 1)).isFalse();
        });

        assertThat(chosen).isZero();
    }

    @Test
    void answer_aPlaceThatIsNotThere_changesNothing() {
        int chosen = questions.choose(TWO, LONG, () -> {
            assertThat(questions.answer(number(), 2)).isFalse();
            assertThat(questions.answer(number(), -2)).isFalse();
            press(number(), 0);
        });

        assertThat(chosen).isZero();
    }

    @Test
    void pin_whileItIsEntered_hasItsTriesAndNoAnswer() {
        questions.pin(2);

        assertThat(questions.asked()).isEqualTo(new Questions.Asked(1, List.of(), 2));
        assertThat(questions.answer(1, Questions.NONE)).isFalse();

        questions.pinOver();
        assertThat(questions.asked()).isNull();
    }

    private long number() {
        Questions.Asked asked = questions.asked();
        assertThat(asked).isNotNull();
        return asked.number();
    }

    private void press(long question, int place) {
        assertThat(questions.answer(question, place)).isTrue();
    }
}
