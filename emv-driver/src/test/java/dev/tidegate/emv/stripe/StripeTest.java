package dev.tidegate.emv.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.core.card.Pan;
import dev.tidegate.emv.stripe.Encoder.Bits;
import dev.tidegate.emv.testcard.Hex;
import dev.tidegate.emv.testcard.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StripeTest {
    private static final String TRACK_1 = "%B4761739001010119^TIDE/GATE^30122010000000000123?";
    private static final String TRACK_2 = ";4761739001010119=30122010000012300000?";
    private static final String CARD = "4761739001010119 3012 4761739001010119D30122010000012300000 201";
    private static final JsonNode VECTORS = Vectors.json("track/track-vectors.json");

    private static Swipe ofText(String text) {
        return Stripe.ofText(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static Swipe ofBits(Bits track1, Bits track2) {
        return Stripe.ofBits(track1.bytes(), track1.count(), track2.bytes(), track2.count());
    }

    @Test
    void text_ofBothTracks_isTheCard() {
        assertThat(Swipes.told(ofText(TRACK_1 + TRACK_2 + "\r"))).isEqualTo(CARD);
    }

    @Test
    void text_ofTrack2Alone_isTheCard() {
        assertThat(Swipes.told(ofText(TRACK_2))).isEqualTo(CARD);
    }

    @Test
    void text_ofTrack1Alone_isTheCardWithoutTrack2() {
        assertThat(Swipes.told(ofText(TRACK_1))).isEqualTo("4761739001010119 3012 - 201");
    }

    @Test
    void bits_ofBothTracks_areTheCard() {
        assertThat(Swipes.told(ofBits(Encoder.track1(TRACK_1), Encoder.track2(TRACK_2))))
                .isEqualTo(CARD);
    }

    @Test
    void bits_withTrack2Damaged_areTheCardOfTrack1() {
        Bits damaged = Encoder.track2(TRACK_2).withFlipped(60);

        assertThat(Swipes.told(ofBits(Encoder.track1(TRACK_1), damaged))).isEqualTo("4761739001010119 3012 - 201");
    }

    @Test
    void bits_withBothTracksDamaged_areUnreadable() {
        Bits first = Encoder.track1(TRACK_1).withFlipped(60);
        Bits second = Encoder.track2(TRACK_2).withFlipped(60);

        assertThat(Swipes.told(ofBits(first, second))).isEqualTo("PARITY");
    }

    @Test
    void tracks_ofTwoCards_areRefused() {
        assertThat(Swipes.told(ofText(TRACK_1 + ";5413330089010012=30122010000012300000?")))
                .isEqualTo("TRACKS_DIFFER");
    }

    @Test
    void text_withAnEmptyTrack1AndNoNumberOnTrack2_isUnreadable() {
        assertThat(Swipes.told(ofText("%?;?"))).isEqualTo("TRACKS_DIFFER");
    }

    @Test
    void serviceCode_unreadable_isAbsent() {
        assertThat(Swipes.told(ofText(";4761739001010119=3012=1000?"))).isEqualTo("4761739001010119 3012 - -");
    }

    @ParameterizedTest
    @CsvSource({
        ";4761739001010118=30122010000?, FORMAT", // a wrong check digit
        ";4761739001010119=3013201?, FORMAT", // no month
        ";4761739001010119==2010000?, FORMAT", // no expiry
        ";47617390=30122010000?, FORMAT",
        ";?, FORMAT",
        ";4761739001010119?, FORMAT",
        "%A4761739001010119^X^3012201?, FORMAT", // a bank's own format
        "%B4761739001010119^X3012201?, FORMAT",
        "4761739001010119=30122010000, NO_DATA",
        ";4761739001010119=30122010000, NO_DATA",
        "hello, NO_DATA"
    })
    void text_ofNoPaymentCard_saysWhy(String text, String fault) {
        assertThat(Swipes.told(ofText(text))).isEqualTo(fault);
    }

    @Test
    void text_longerThanAReaderSends_isRefused() {
        assertThat(Swipes.told(ofText(" ".repeat(Stripe.TEXT_BYTES_MAX + 1)))).isEqualTo("LENGTH");
    }

    @Test
    void nobody_isNamedInWhatIsKept() {
        assertThat(ofText(TRACK_1 + TRACK_2).toString()).doesNotContain("TIDE").doesNotContain("4761739001010119");
    }

    @TestFactory
    Stream<DynamicTest> eachVector_ofTrack1_isReadOrRefusedForItsCheckDigit() {
        JsonNode vectors = VECTORS.get("track1_devnied");
        System.out.println("track 1: " + vectors.size());
        return Vectors.each(vectors)
                .map(vector -> DynamicTest.dynamicTest(number(vector), () -> {
                    byte[] ascii = Hex.bytes(vector.get("hex").asText());
                    if (isNumber(number(vector))) {
                        assertFields(vector, TrackFields.ofTrack1(ascii));
                    } else {
                        // Digits that somebody made up: what is no card number is never sent on.
                        assertThatThrownBy(() -> TrackFields.ofTrack1(ascii))
                                .isInstanceOf(UnreadableStripeException.class);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> eachVector_ofTrack2Equivalent_isReadOrRefused() {
        Stream<JsonNode> vectors = Stream.concat(
                Vectors.each(VECTORS.get("track2_equivalent_devnied")), Vectors.each(VECTORS.get("tag57_from_traces")));
        System.out.println("track 2: "
                + (VECTORS.get("track2_equivalent_devnied").size()
                        + VECTORS.get("tag57_from_traces").size()));
        return vectors.map(vector -> DynamicTest.dynamicTest(number(vector), () -> {
            String text = vector.get("hex").asText();
            Swipe swipe = ofText(";" + text + "?");
            if (vector.has("expect") || !isNumber(number(vector))) {
                assertThat(Swipes.told(swipe)).isEqualTo("FORMAT");
            } else {
                assertFields(vector, TrackFields.ofTrack2(text.getBytes(StandardCharsets.US_ASCII)));
            }
        }));
    }

    private static void assertFields(JsonNode vector, TrackFields fields) {
        assertThat(new String(fields.pan().digits(), StandardCharsets.US_ASCII)).isEqualTo(number(vector));
        assertThat(fields.expiry().yearMonth()).isEqualTo(vector.get("expiry").asText());
        ServiceCode code = fields.serviceCode();
        assertThat(code == null ? "null" : "" + code.interchange() + code.authorisation() + code.services())
                .isEqualTo(vector.get("service_code").asText());
        fields.wipe();
    }

    private static String number(JsonNode vector) {
        return vector.has("pan") ? vector.get("pan").asText() : "none";
    }

    private static boolean isNumber(String digits) {
        try {
            Pan.of(digits.getBytes(StandardCharsets.US_ASCII)).wipe();
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Test
    void text_changedAnywhere_isAValue() {
        long seed = Long.getLong("seed", 20_261_122L);
        System.out.println("changed swipes: seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        byte[] whole = (TRACK_1 + TRACK_2).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 50_000; i++) {
            byte[] changed = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
            for (int change = random.nextInt(4); change > 0 && changed.length > 0; change--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            assertThat(Swipes.told(Stripe.ofText(changed))).isNotEmpty();
        }
    }
}
