package dev.tidegate.till.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.port.Prompts.Prompt;
import dev.tidegate.emv.pin.PinEntry;
import dev.tidegate.emv.pin.PinEntryDevice;
import dev.tidegate.emv.pin.PinRequest;
import dev.tidegate.emv.selection.ApplicationChoice;
import dev.tidegate.till.sale.Questions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the screen says while a cardholder is asked. */
final class CardholderTest {
    private static final PinEntry WRONG = new PinEntry.Presented(0x63C2);

    private final Questions questions = new Questions();
    private final List<Prompt> shown = new ArrayList<>();
    private final List<Integer> tries = new ArrayList<>();
    private final Deque<PinEntry> entries = new ArrayDeque<>();
    private final Cardholder holder = new Cardholder(questions, new Pad(), Duration.ZERO);

    CardholderTest() {
        holder.meets(shown::add);
    }

    @Test
    void choose_amongTwo_asksWhich() {
        int place = holder.choose(List.of("CREDIT", "DEBIT"));

        assertThat(place).isEqualTo(ApplicationChoice.NONE);
        assertThat(shown).containsExactly(Prompt.CHOOSE_APPLICATION, Prompt.PROCESSING);
    }

    @Test
    void choose_one_asksForAWord() {
        int ignored = holder.choose(List.of("CREDIT"));

        assertThat(shown).containsExactly(Prompt.CONFIRM_APPLICATION, Prompt.PROCESSING);
    }

    @Test
    void enter_wrongAndWrongAgain_warnsOfTheLastTry() {
        for (int left : new int[] {3, 2, 1}) {
            PinEntry ignored = enter(left, WRONG);
        }

        assertThat(shown)
                .containsExactly(
                        Prompt.ENTER_PIN,
                        Prompt.PROCESSING,
                        Prompt.PIN_WRONG,
                        Prompt.PROCESSING,
                        Prompt.PIN_LAST_TRY,
                        Prompt.PROCESSING);
        assertThat(tries).containsExactly(3, 2, 1);
    }

    @Test
    void enter_aNextCard_knowsNothingOfTheWrongPinBefore() {
        PinEntry ignored = enter(3, WRONG);
        holder.meets(shown::add);

        PinEntry entry = enter(PinRequest.TRIES_UNKNOWN, new PinEntry.Bypassed());

        assertThat(entry).isEqualTo(new PinEntry.Bypassed());
        assertThat(shown).containsExactly(Prompt.ENTER_PIN, Prompt.PROCESSING, Prompt.ENTER_PIN, Prompt.PROCESSING);
    }

    @Test
    void enter_ended_leavesNothingOnTheScreen() {
        PinEntry ignored = enter(3, new PinEntry.Cancelled());

        assertThat(questions.asked()).isNull();
    }

    private PinEntry enter(int left, PinEntry entry) {
        entries.add(entry);
        return holder.enter(new PinRequest.Plaintext(left));
    }

    private final class Pad implements PinEntryDevice {
        @Override
        public PinEntry enter(PinRequest request) {
            Questions.Asked asked = questions.asked();
            assertThat(asked)
                    .as("the screen knows of the entry before the pad asks")
                    .isNotNull();
            tries.add(asked.triesLeft());
            return entries.remove();
        }

        @Override
        public void cancel() {}
    }
}
