package dev.tidegate.emv.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidegate.emv.stripe.Encoder.Bits;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class TrackBitsTest {
    private static final String TRACK_2 = "4761739001010119=30122010000012300000";
    private static final String TRACK_1 = "B4761739001010119^TIDE/GATE^301220100000000000123000000";
    private static final Bits WRITTEN_2 = Encoder.track2(";" + TRACK_2 + "?");
    private static final Bits WRITTEN_1 = Encoder.track1("%" + TRACK_1 + "?");

    private static String read(Bits bits, TrackFormat format) {
        return new String(TrackBits.read(bits.bytes(), bits.count(), format), StandardCharsets.US_ASCII);
    }

    private static StripeFault fault(Bits bits, TrackFormat format) {
        return catchThrowableOfType(UnreadableStripeException.class, () -> read(bits, format))
                .fault();
    }

    @Test
    void track2_asWritten_isRead() {
        assertThat(read(WRITTEN_2, TrackFormat.TRACK_2)).isEqualTo(TRACK_2);
    }

    @Test
    void track1_asWritten_isRead() {
        assertThat(read(WRITTEN_1, TrackFormat.TRACK_1)).isEqualTo(TRACK_1);
    }

    @Test
    void track2_drawnBackwards_isRead() {
        assertThat(read(WRITTEN_2.backwards(), TrackFormat.TRACK_2)).isEqualTo(TRACK_2);
    }

    @Test
    void track1_drawnBackwards_isRead() {
        assertThat(read(WRITTEN_1.backwards(), TrackFormat.TRACK_1)).isEqualTo(TRACK_1);
    }

    /** Known by hand: 5 bits a character, lowest first, odd parity; ISO/IEC 7811-2, table of the numeric set. */
    @Test
    void track2_bitsWrittenByHand_areRead() {
        // ; 1 2 ? and their check character: B^1^2^F = 7.
        String bits = "000" + "11010" + "10000" + "01000" + "11111" + "11100" + "00";
        byte[] bytes = new byte[(bits.length() + 7) / 8];
        for (int i = 0; i < bits.length(); i++) {
            bytes[i / 8] |= (byte) (bits.charAt(i) == '1' ? 0x80 >> i % 8 : 0);
        }

        assertThat(read(new Bits(bytes, bits.length()), TrackFormat.TRACK_2)).isEqualTo("12");
    }

    @Test
    void anyBit_ofTrack2Flipped_givesNoOtherTrack() {
        assertNoFlipGivesAnother(WRITTEN_2, TrackFormat.TRACK_2, TRACK_2);
    }

    @Test
    void anyBit_ofTrack1Flipped_givesNoOtherTrack() {
        assertNoFlipGivesAnother(WRITTEN_1, TrackFormat.TRACK_1, TRACK_1);
    }

    private static void assertNoFlipGivesAnother(Bits written, TrackFormat format, String text) {
        for (int at = 0; at < written.count(); at++) {
            try {
                assertThat(read(written.withFlipped(at), format))
                        .as("bit %d", at)
                        .isEqualTo(text);
            } catch (UnreadableStripeException e) {
                assertThat(e.fault()).as("bit %d", at).isNotNull();
            }
        }
    }

    @Test
    void everyPrefix_shorterThanTheTrack_isNone() {
        for (int count = 0; count < WRITTEN_2.count() - 22; count++) {
            Bits cut = new Bits(WRITTEN_2.bytes(), count);

            assertThatThrownBy(() -> read(cut, TrackFormat.TRACK_2)).isInstanceOf(UnreadableStripeException.class);
        }
    }

    @Test
    void checkCharacter_wrongInTwoBits_isNamed() {
        int check = WRITTEN_2.count() - 22 - 5;

        assertThat(fault(WRITTEN_2.withFlipped(check).withFlipped(check + 1), TrackFormat.TRACK_2))
                .isEqualTo(StripeFault.CHECK_CHARACTER);
    }

    @Test
    void character_withEvenParity_isNamed() {
        assertThat(fault(WRITTEN_2.withFlipped(22 + 5 * 4), TrackFormat.TRACK_2))
                .isEqualTo(StripeFault.PARITY);
    }

    @Test
    void silence_hasNoData() {
        assertThat(fault(new Bits(new byte[64], 512), TrackFormat.TRACK_1)).isEqualTo(StripeFault.NO_DATA);
    }

    @Test
    void track_longerThanACard_isRefused() {
        assertThat(fault(Encoder.track2(";" + "1".repeat(60) + "?"), TrackFormat.TRACK_2))
                .isEqualTo(StripeFault.LENGTH);
    }

    @Test
    void bits_moreThanThereAre_areRefused() {
        assertThat(fault(new Bits(new byte[4], 33), TrackFormat.TRACK_2)).isEqualTo(StripeFault.LENGTH);
    }

    @Test
    void bits_moreThanACardHas_areRefused() {
        assertThat(fault(new Bits(new byte[4096], 32768), TrackFormat.TRACK_2)).isEqualTo(StripeFault.LENGTH);
    }

    @Test
    void noise_isNeverAnotherException() {
        long seed = Long.getLong("seed", 20_261_122L);
        System.out.println("noise on a head: seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            Bits noise = new Bits(bytes, 8 * bytes.length);
            TrackFormat format = random.nextBoolean() ? TrackFormat.TRACK_1 : TrackFormat.TRACK_2;
            try {
                assertThat(read(noise, format)).hasSizeLessThan(80);
            } catch (UnreadableStripeException e) {
                assertThat(e.getMessage()).doesNotContainPattern("\\d");
            }
        }
    }
}
