package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole commands in any order, against a model of what the books allow when. A seed gives the same conversation in
 * every run.
 */
final class ConversationTest {
    private static final int COMMANDS = 3_000;

    private enum Where {
        NOWHERE,
        DIRECTORY,
        SELECTED,
        STARTED,
        ONLINE,
        ENDED
    }

    private enum Say {
        RESET,
        SELECT_DIRECTORY,
        SELECT_APPLICATION,
        PROCESSING_OPTIONS,
        READ_RECORD,
        GET_COUNTER,
        INTERNAL_AUTHENTICATE,
        EXTERNAL_AUTHENTICATE,
        FIRST_REQUEST,
        FIRST_DECLINE,
        SECOND_APPROVAL,
        SECOND_DECLINE
    }

    @TempDir
    private Path state;

    private Where where = Where.NOWHERE;
    private boolean issuerHeard;
    private int counter;

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15})
    void conversation_inAnyOrder_isAnsweredAsTheBooksSay(long seed) {
        Random random = new Random(seed);
        SimulatedCard card = Cards.of(state, "chip-approves");

        for (int i = 0; i < COMMANDS; i++) {
            Say said = Say.values()[random.nextInt(Say.values().length)];
            String expected = expected(said);

            String answered = say(said, card);

            assertThat(answered).as("seed %d, command %d, %s", seed, i, said).isEqualTo(expected);
            assertThat(card.counter())
                    .as("seed %d, command %d, counter", seed, i)
                    .isEqualTo(counter);
        }
    }

    /** What the model says; it moves on as the card should. */
    private String expected(Say said) {
        return switch (said) {
            case RESET -> moved(Where.NOWHERE);
            case SELECT_DIRECTORY -> moved(Where.DIRECTORY);
            case SELECT_APPLICATION -> moved(Where.SELECTED);
            case PROCESSING_OPTIONS -> {
                if (where != Where.SELECTED) {
                    yield "6985";
                }
                counter++;
                issuerHeard = false;
                yield moved(Where.STARTED);
            }
            case READ_RECORD -> where == Where.NOWHERE || where == Where.SELECTED ? "6985" : "9000";
            case GET_COUNTER -> where == Where.NOWHERE || where == Where.DIRECTORY ? "6985" : "9000";
            case INTERNAL_AUTHENTICATE -> where == Where.STARTED ? "9000" : "6985";
            case EXTERNAL_AUTHENTICATE -> {
                boolean heard = where == Where.ONLINE && !issuerHeard;
                issuerHeard |= heard;
                yield heard ? "6300" : "6985";
            }
            case FIRST_REQUEST -> generated(Where.STARTED, Where.ONLINE);
            case FIRST_DECLINE -> generated(Where.STARTED, Where.ENDED);
            case SECOND_APPROVAL, SECOND_DECLINE -> generated(Where.ONLINE, Where.ENDED);
        };
    }

    private String moved(Where to) {
        where = to;
        return "9000";
    }

    /** A list for the other of the two commands has the wrong length. */
    private String generated(Where from, Where to) {
        if (where == from) {
            return moved(to);
        }
        return where == Where.STARTED || where == Where.ONLINE ? "6700" : "6985";
    }

    private static String say(Say said, SimulatedCard card) {
        if (said == Say.RESET) {
            card.reset();
            return "9000";
        }
        String values = "00".repeat(29);
        String command = switch (said) {
            case RESET -> throw new AssertionError();
            case SELECT_DIRECTORY -> "00A404000E315041592E5359532E4444463031";
            case SELECT_APPLICATION -> "00A4040007A0000000031010";
            case PROCESSING_OPTIONS -> "80A80000 04 83020276";
            case READ_RECORD -> "00B2010C00";
            case GET_COUNTER -> "80CA9F3600";
            case INTERNAL_AUTHENTICATE -> "00880000 04 01020304";
            case EXTERNAL_AUTHENTICATE -> "00820000 0A" + "FF".repeat(10);
            // Asked for a TC this card gives an ARQC, and both commands may ask for one.
            case FIRST_REQUEST -> "80AE4000 1D" + values;
            case FIRST_DECLINE -> "80AE0000 1D" + values;
            case SECOND_APPROVAL -> "80AE4000 1F3030" + values;
            case SECOND_DECLINE -> "80AE0000 1F3035" + values;
        };
        return new Terminal(card::answer).send(command).status();
    }
}
