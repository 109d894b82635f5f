package dev.tidegate.certification.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.certification.evidence.ScenarioRun.FieldSeen;
import dev.tidegate.certification.evidence.ScenarioRun.FrameSeen;
import dev.tidegate.certification.evidence.ScenarioRun.StepSeen;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CardNumberScanTest {
    private static final String NUMBER = "4761739001010119";
    private static final PackFacts FACTS = SampleRuns.facts(SampleRuns.MORNING);

    @Test
    void sample_atManyInstants_isClean() {
        long seed = System.getProperty("seed") == null ? 20_261_123L : Long.getLong("seed");
        SplittableRandom chance = new SplittableRandom(seed);
        for (int i = 0; i < 40; i++) {
            List<ScenarioRun> runs =
                    SampleRuns.few(SampleRuns.MORNING.plus(Duration.ofSeconds(chance.nextLong(400_000_000))));

            assertThat(found(runs)).as("round %d of seed %d", i, seed).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                NUMBER,
                "card " + NUMBER + ".",
                "4761 7390 0101 0119",
                "4761-7390-0101-0119",
                "3742 454554 00126",
                "PAN" + NUMBER + "D3012201",
                "000000" + NUMBER + "0000",
                "000" + NUMBER,
                "5A08" + NUMBER + "5F340101"
            })
    void display_withACardNumber_isNamedByStep(String says) {
        assertThat(found(List.of(saying(says)))).singleElement().asString().startsWith("C01: display after step 1, ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "632633000017",
                "STAN 000017 RRN 632633000017",
                "01a2074f-ccc0-7001-8000-01a2074fccc0",
                "************0119",
                "2026-11-23 07:30",
                "9f2b1c0d8e7a6f5b4c3d2e1f0a9b8c7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a1b"
            })
    void display_withOtherDigits_isClean(String says) {
        assertThat(found(List.of(saying(says)))).isEmpty();
    }

    @Test
    void message_ofAFinding_hasNoDigitOfTheNumber() {
        assertThatThrownBy(scan(List.of(saying(NUMBER))))
                .isInstanceOf(CardNumberFoundException.class)
                .hasMessageContaining("C01")
                .message()
                .doesNotContain(NUMBER)
                .doesNotContain("0119");
    }

    @Test
    void field_withTheNumberUnmasked_isNamedByFrameAndField() {
        FrameSeen frame =
                new SampleFrame("0200").with(2, NUMBER).with(3, "000000").seen(1, 0, true);

        assertThat(found(frame)).contains("C01: frame 1, DE 2, in digits");
    }

    @Test
    void hex_packedInAPrivateField_isFound() {
        FrameSeen frame = withHex("0048" + NUMBER);

        assertThat(found(frame)).singleElement().asString().contains("frame 1").contains("packed");
    }

    @Test
    void hex_packedAtTheOtherNibble_isFound() {
        FrameSeen frame = withHex("0" + NUMBER + "F");

        assertThat(found(frame)).singleElement().asString().contains("packed");
    }

    @Test
    void hex_inAscii_isFound() {
        FrameSeen frame = withHex(hex(StandardCharsets.US_ASCII));

        assertThat(found(frame)).singleElement().asString().endsWith("in ASCII within hex");
    }

    @Test
    void hex_inEbcdic_isFound() {
        FrameSeen frame = withHex(hex(Charset.forName("IBM1047")));

        assertThat(found(frame)).singleElement().asString().endsWith("in EBCDIC within hex");
    }

    @Test
    void head_inAsciiWhoseBitmapIsDigits_isClean() {
        FrameSeen frame = new FrameSeen(
                3,
                0,
                true,
                "1420",
                "31343230" + "6003000000000001" + "31303131A1B2",
                List.of(
                        new FieldSeen(2, "", "1", false),
                        new FieldSeen(3, "", "0", false),
                        new FieldSeen(15, "", "1", false),
                        new FieldSeen(16, "", "1", false),
                        new FieldSeen(64, "", "A1B2", false)));

        assertThat(found(frame)).isEmpty();
    }

    @Test
    void amount_thatZerosFillToACardsLength_isClean() {
        FrameSeen frame = new SampleFrame("0500")
                .with(41, "TILL0001")
                .with(86, "0000000000001404")
                .seen(1, 0, true);

        assertThat(found(frame)).isEmpty();
    }

    @Test
    void amount_withASignBeforePackedDigits_isClean() {
        FrameSeen fields = new SampleFrame("0500").with(41, "TILL0001").seen(1, 0, true);
        List<FieldSeen> all = new ArrayList<>(fields.fields());
        all.add(new FieldSeen(97, "net", "D0000000000000800", false));

        assertThat(found(new FrameSeen(1, 0, true, "0500", fields.hex() + "44" + "0000000000000800", all)))
                .as("the sign's byte and the zeros look like a number of 16 digits")
                .isEmpty();
    }

    @Test
    void privateField_whoseTagAndTimeLookLikeANumber_isClean() {
        FrameSeen frame = new SampleFrame("1420")
                .with(41, "TILL0001")
                .with(48, "003012" + "261122140401")
                .seen(1, 0, true);

        assertThat(found(frame)).isEmpty();
    }

    @Test
    void privateField_withANumberUnderATag_isFound() {
        FrameSeen frame = new SampleFrame("1420")
                .with(41, "TILL0001")
                .with(48, "003016" + NUMBER)
                .seen(1, 0, true);

        assertThat(found(frame)).contains("C01: frame 1, DE 48, in digits");
    }

    @Test
    void chipData_withTag5A_isNamedByTag() {
        FrameSeen frame = new SampleFrame("0200")
                .with(41, "TILL0001")
                .with(55, "82021980" + "5A08" + NUMBER)
                .seen(1, 0, true);

        assertThat(found(frame)).anyMatch(place -> place.contains("DE 55, tag 5A"));
    }

    @Test
    void chipData_withACryptogramThatLooksLikeANumber_isClean() {
        FrameSeen frame = new SampleFrame("0200")
                .with(41, "TILL0001")
                .with(55, "9F2608" + NUMBER)
                .seen(1, 0, true);

        assertThat(found(frame)).isEmpty();
    }

    @Test
    void numberAcrossTwoFields_isNone() {
        FrameSeen frame = new SampleFrame("0200")
                .with(4, "000000476173")
                .with(7, "9001010119")
                .with(11, "000001")
                .seen(1, 0, true);

        assertThat(found(frame)).isEmpty();
    }

    @Test
    void frame_withoutFieldsAndUnmasked_isFound() {
        FrameSeen garbage = new FrameSeen(4, 0, false, "", "0210723800000AC08000160000000000001250112213", List.of());

        assertThat(found(garbage))
                .singleElement()
                .asString()
                .contains("frame 4")
                .contains("not masked");
    }

    @Test
    void file_thatSaysANumber_isNamed() {
        CardNumberScan scan = new CardNumberScan();
        scan.records(FACTS, List.of());
        scan.file(PackFile.of("scenarios/D01.html", "D01", new Marked().add("<td>" + NUMBER + "</td>")));

        assertThatThrownBy(scan::close)
                .isInstanceOfSatisfying(
                        CardNumberFoundException.class,
                        broken -> assertThat(broken.places()).containsExactly("D01: scenarios/D01.html, in digits"));
    }

    private static ScenarioRun saying(String display) {
        ScenarioRun run = SampleRuns.named("C01", SampleRuns.MORNING);
        return new ScenarioRun(
                run.id(),
                run.section(),
                run.title(),
                run.proves(),
                run.verdict(),
                run.because(),
                run.preconditions(),
                List.of(new StepSeen(1, "till", "a sale", display)),
                List.of(),
                run.checks(),
                run.before(),
                run.after(),
                run.moves(),
                run.slips());
    }

    private static List<String> found(FrameSeen frame) {
        ScenarioRun run = saying("");
        return found(List.of(new ScenarioRun(
                run.id(),
                run.section(),
                run.title(),
                run.proves(),
                run.verdict(),
                run.because(),
                run.preconditions(),
                run.steps(),
                List.of(frame),
                run.checks(),
                run.before(),
                run.after(),
                run.moves(),
                run.slips())));
    }

    /** A frame with more on the line than its fields say. */
    private static FrameSeen withHex(String more) {
        FrameSeen frame =
                new SampleFrame("0210").with(39, "00").with(41, "TILL0001").seen(1, 0, false);
        List<FieldSeen> fields = new ArrayList<>(frame.fields());
        return new FrameSeen(1, 0, false, "0210", frame.hex() + "FF" + more, fields);
    }

    private static String hex(Charset charset) {
        return HexFormat.of().withUpperCase().formatHex(NUMBER.getBytes(charset));
    }

    private static List<String> found(List<ScenarioRun> runs) {
        CardNumberScan scan = new CardNumberScan();
        scan.records(FACTS, runs);
        try {
            scan.close();
            return List.of();
        } catch (CardNumberFoundException broken) {
            return broken.places();
        }
    }

    private static ThrowingCallable scan(List<ScenarioRun> runs) {
        CardNumberScan scan = new CardNumberScan();
        scan.records(FACTS, runs);
        return scan::close;
    }
}
