package dev.tidegate.emv.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.MaskedPan;
import dev.tidegate.emv.stripe.StripeFault;
import dev.tidegate.emv.stripe.Swipe;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a serial reader sends, without a line. */
final class SwipeTextTest {
    private static final int CASES = 50_000;
    private static final String TRACK_1 = "%B4761739001010119^TIDE/GATE^30122010000000000123?";
    private static final String TRACK_2 = ";4761739001010119=30122010000012300000?";

    private final SwipeText text = new SwipeText();

    @ParameterizedTest
    @ValueSource(
            strings = {
                TRACK_1 + TRACK_2,
                TRACK_1 + TRACK_2 + "\r\n",
                TRACK_1 + "\r\n" + TRACK_2 + "\r\n",
                "\u0002" + TRACK_1 + TRACK_2 + "\u0003",
                TRACK_2,
            })
    void end_tracksInAnyWrapping_areTheCard(String sent) {
        add(sent);

        assertThat(last4(text.end())).isEqualTo("0119");
    }

    @Test
    void end_inAnyPieces_isTheSame() {
        SplittableRandom random = new SplittableRandom(811);
        byte[] whole = ascii(TRACK_1 + TRACK_2);
        for (int i = 0; i < 1_000; i++) {
            int at = 0;
            while (at < whole.length) {
                int piece = Math.min(whole.length - at, 1 + random.nextInt(20));
                text.add(Arrays.copyOfRange(whole, at, at + piece), piece);
                at += piece;
            }
            assertThat(last4(text.end())).isEqualTo("0119");
        }
    }

    @Test
    void end_moreThanASwipeHas_isUnreadableAndTheNextIsRead() {
        for (int i = 0; i < 100; i++) {
            add(TRACK_1 + TRACK_2);
        }
        assertThat(text.end()).isEqualTo(new Swipe.Unreadable(StripeFault.LENGTH));
        add(TRACK_2);

        assertThat(last4(text.end())).isEqualTo("0119");
    }

    @Test
    void end_signsWithoutATrack_isUnreadable() {
        add("\r\n");

        assertThat(text.isStarted()).isTrue();
        assertThat(text.end()).isEqualTo(new Swipe.Unreadable(StripeFault.NO_DATA));
        assertThat(text.isStarted()).isFalse();
    }

    @Test
    void end_afterAnEnd_holdsNothingOfIt() {
        add(TRACK_2);
        assertThat(last4(text.end())).isEqualTo("0119");

        assertThat(text.end()).isEqualTo(new Swipe.Unreadable(StripeFault.NO_DATA));
    }

    @Test
    void end_mutatedAndRandomText_isAlwaysASwipe() {
        SplittableRandom random = new SplittableRandom(7_811);
        int read = 0;
        for (int i = 0; i < CASES; i++) {
            byte[] bytes = random.nextInt(4) == 0 ? new byte[random.nextInt(400)] : ascii(TRACK_1 + TRACK_2);
            if (bytes.length != TRACK_1.length() + TRACK_2.length()) {
                random.nextBytes(bytes);
            }
            for (int change = random.nextInt(4); change > 0 && bytes.length > 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(128);
            }
            text.add(bytes, random.nextInt(bytes.length + 1));
            if (random.nextInt(3) > 0) {
                read += last4(text.end()).isEmpty() ? 0 : 1;
            }
        }
        System.out.println("swipe text: " + CASES + " pieces, seed 7811, " + read + " cards read");
        assertThat(read).isPositive();
    }

    private void add(String sent) {
        text.add(ascii(sent), sent.length());
    }

    private static String last4(Swipe swipe) {
        if (swipe instanceof Swipe.Clear clear) {
            MaskedPan masked = clear.card().pan().masked();
            clear.card().close();
            return masked.lastFour();
        }
        return "";
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
