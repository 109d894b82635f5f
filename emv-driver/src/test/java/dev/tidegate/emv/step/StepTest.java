package dev.tidegate.emv.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.emv.EndReason;
import dev.tidegate.emv.apdu.CommandApdu;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.testcard.Play;
import dev.tidegate.emv.testcard.ScriptCard;
import org.junit.jupiter.api.Test;

final class StepTest {
    @Test
    void then_afterDone_goesOnAtOnce() {
        Step<Integer> step = Step.done(1).then(one -> Step.done(one + 1));

        assertThat(step).isEqualTo(Step.done(2));
    }

    @Test
    void then_afterAnEnd_doesNotGoOn() {
        Step<Integer> ended = Step.<Integer>ended(EndReason.BLOCKED).then(one -> Step.done(one + 1));

        assertThat(ended).isEqualTo(Step.ended(EndReason.BLOCKED));
    }

    @Test
    void then_afterACommand_waitsForItsAnswer() {
        ScriptCard card = new ScriptCard().on("00B2010C00", "9000").on("00B2020C00", "6A83");
        Step<Integer> two = read(1).then(first -> read(2).then(second -> Step.done(first + second)));

        assertThat(Play.result(two, card)).isEqualTo(0x9000 + 0x6A83);
        assertThat(card.left()).isZero();
    }

    @Test
    void answer_dataThatCannotBeRead_isACardError() {
        ScriptCard card = new ScriptCard().on("00B2010C00", "9000");
        Step<Integer> step = read(1).then(answer -> {
            throw new MalformedCardDataException("no template");
        });

        assertThat(Play.reason(step, card)).isEqualTo(EndReason.CARD_ERROR);
    }

    @Test
    void guarded_dataThatCannotBeRead_isACardError() {
        Step<Integer> step = Step.guarded(() -> {
            throw new MalformedCardDataException("no list");
        });

        assertThat(step).isEqualTo(Step.ended(EndReason.CARD_ERROR));
    }

    @Test
    void answer_sameStepTwice_goesOnTwice() {
        // A step is a value: it can be answered again, as a recorded transaction is.
        Step<Integer> step = read(1);

        assertThat(Play.result(step, new ScriptCard().on("00B2010C00", "9000"))).isEqualTo(0x9000);
        assertThat(Play.result(read(1), new ScriptCard().on("00B2010C00", "6A83")))
                .isEqualTo(0x6A83);
    }

    private static Step<Integer> read(int record) {
        return Step.send(CommandApdu.readRecord(1, record), answer -> Step.done(answer.statusWord()));
    }
}
