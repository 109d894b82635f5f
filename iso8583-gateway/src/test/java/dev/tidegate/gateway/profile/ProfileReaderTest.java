package dev.tidegate.gateway.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.tidegate.gateway.codec.IsoCodec;
import dev.tidegate.gateway.fixture.Profiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A profile with a hole refuses the start and names it. */
class ProfileReaderTest {
    @TempDir
    private Path folder;

    private Profile edited(String text, String by) throws IOException {
        return Profiles.edited(folder, text, by);
    }

    @Test
    void profile_asShipped_hasNoHole() {
        Profile profile = Profiles.generic();

        assertThat(profile.name()).isEqualTo("iso87-generic");
        assertThat(profile.timers().live()).isEqualTo(Duration.ofSeconds(10));
        assertThat(Objects.requireNonNull(profile.deferredMark()).name()).isEqualTo("sample");
        assertThat(profile.message(MessageKind.ADVICE).repeat()).isEqualTo("0221");
        assertThat(profile.responses().row("82").deferred()).isEqualTo(ResponseTable.Stored.DECLINED);
        assertThat(profile.responses().row("XY").deferred()).isEqualTo(ResponseTable.Stored.PARK);
        assertThatNoException().isThrownBy(() -> new IsoCodec(profile));
    }

    @Test
    void timer_fromTheEnvironment_replacesTheFilesOwn() {
        Profile profile = Profiles.with(Map.of("GATEWAY_LIVE_TIMER", "PT1.5S"));

        assertThat(profile.timers().live()).isEqualTo(Duration.ofMillis(1500));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            version: "1987"                 | version: "2003"            | version: only 1987 and 1993
            version: "1987"                 | version: "1993"            | is no message type of a request of 1993
            captureMode: single             | captureMode: triple        | captureMode: says triple
            matchOn: "11 41"                | matchOn: "11 42"           | session.matchOn: needs 41 or 37 beside 11
            matchOn: "11 41"                | matchOn: "11 41 42"        | session.matchOn: field 42 is not in
            institution: none               | # gone                     | institution: is missing
            7: sent.at                      | 7: institution             | institution: a message needs it
            7: sent.at                      | 7: reversal.reason         | reversalReasons: a message needs them
            reversalReasons: none           | reversalReasons: {TIMEOUT: "1"} | reversalReasons.CANCELLED: is missing
            reversalStan: own               | reversalStan: any          | reversalStan: says any
            echoLeast: ${GATEWAY_ECHO_LEAST:-PT10S} | echoLeast: PT2M | session.echoEvery: is shorter than echoLeast
            codes: "94"                     | codes: "940"               | 940 has not 2 characters
            55: chip.request?               | 55: chip.refund?           | refund is no table of chip
            55: chip.request?               | 55: chip.request? when dipped | dipped is no condition
            request: "9F26 9F27             | request: "9F26 9F26        | tag 9F26 is there twice
            request: "9F26 9F27             | request: "9F26 9F27:X      | is none of M, C, O and P
            52: pin.block?                  | 59: "=X"                   | pin: and pin.block of the sale do not agree
            wrong: "55", blocked: "75"      | wrong: "55", blocked: "55" | pin.blocked: a code means one of the two
            52: pin.block?                  | 54: pin.blocks?            | pin.blocks is nothing to fill in
            entryModes: {CHIP: "051"        | entryModes: {CHIP: "0**"   | verification: is missing
            entryModes: {CHIP: "051"        | entryModes: {CHIP: "0051"  | entryModes.CHIP: has not 3 characters
            captureMode: single             | captureMode: single\\nspeed: 9 | speed: is no key
            packager: packager.xml          | packager: other.xml        | packager: no such file
            laneWait: ${GATEWAY_LANE_WAIT:-PT5S} | laneWait: soon        | timers.laneWait: is no span
            host: ${GATEWAY_HOST_TIMER:-PT15S}   | # gone                | timers.host: is missing
            advice: {late: PT24H, hold: P7D}| advice: {late: P8D, hold: P7D} | deadlines.late: comes after hold
            request: "0220"                 | request: "0999"            | messages.advice.request: is no message type
            repeat: "0221"                  | # gone                     | messages.advice.repeat: is missing
            60: deferred.mark               | 60: "=X"                   | no field holds DEFERRED_MARK
            90: original                    | 90: origin                 | origin is nothing to fill in
            "0430 0410"                     | "0420"                     | messages.reversal.answers
            codes: other                    | codes: "XX"                | no row for a code that is not listed
            codes: "94"                     | codes: "51"                | code 51 has two rows
            deferred: duplicate             | deferred: perhaps          | says perhaps
            bytesMax: 4096                  | bytesMax: 12               | framing.bytesMax: is not a number
            82 9F1A 9F03 84? 9F33? 9F34? 9F35? 9F1E? 9F09? 9F41? 5F34? 8A? | 5A | tag 5A is never frozen
            completion:                     | unused:                    | unused: is no key
            deferredUnknown: repeat         | deferredUnknown: reverse   | deferredUnknown: says reverse
            adviceField: 44                 | adviceField: 45            | adviceField: is neither 44 nor 48
            from: "2025-05-19"              | from: "19.5.2025"          | from: is no day
            voidAfterOffer: refused         | voidAfterOffer: sometimes  | voidAfterOffer: says sometimes
            entryModes: {CHIP: "051"        | entryModes: {} #           | entryModes.CHIP
            """)
    void profile_withAHole_namesIt(String text, String by, String named) {
        assertThatExceptionOfType(ProfileHoleException.class)
                .isThrownBy(() -> edited(text, by.replace("\\n", "\n")))
                .withMessageContaining(named);
    }

    @Test
    void profile_thatSendsAnewAfterAReversalByTimeAlone_isRefused() {
        Map<String, String> edits = Map.of(
                "deferredUnknown: repeat", "deferredUnknown: reverseThenResend",
                "90: original", "90: original.host");

        assertThatExceptionOfType(ProfileHoleException.class)
                .isThrownBy(() -> Profiles.edited(folder, edits, Map.of()))
                .withMessageContaining("deferredUnknown: is reverseThenResend");
    }

    @ParameterizedTest
    @MethodSource("holes")
    void profile_withALongHole_namesIt(String text, String by, String named) {
        assertThatExceptionOfType(ProfileHoleException.class)
                .isThrownBy(() -> edited(text, by))
                .withMessageContaining(named);
    }

    static Stream<Arguments> holes() {
        return Stream.of(
                Arguments.of(
                        "mac: none",
                        "mac: {algorithm: X9_19, bytes: 8, coverage: fields, fields: \"4 64\", messages: sale}",
                        "hold the field of the code itself"),
                Arguments.of(
                        "mac: none",
                        "mac: {algorithm: X9_19, bytes: 3, coverage: message, messages: sale}",
                        "mac.bytes: is not a number from 4"),
                Arguments.of(
                        "mac: none",
                        "mac: {algorithm: X9_19, bytes: 8, coverage: message, messages: tip}",
                        "tip is no message"),
                Arguments.of(
                        "mac: none",
                        "mac: {algorithm: ROT13, bytes: 8, coverage: message, messages: sale}",
                        "mac.algorithm: says ROT13"),
                Arguments.of("cutOver: \"22:00\"", "cutOver: \"25:00\"", "batch.cutOver: is no time"),
                Arguments.of("zone: UTC", "zone: Mars/Base", "batch.zone: is no zone"),
                Arguments.of(
                        "pin: {format: ISO_0, wrong: \"55\", blocked: \"75\"}",
                        "pin: none",
                        "pin: and pin.block of the sale do not agree"),
                Arguments.of(
                        "      90: original\n  network:",
                        "      52: pin.block?\n      90: original\n  network:",
                        "messages.upload.fields: a PIN goes with a live sale alone"),
                Arguments.of(
                        "deferredMark: {name: sample, field: 60, value: SAMPLE-DEFERRED}",
                        "deferredMark: {name: sample, field: 61, value: X}",
                        "no field holds DEFERRED_MARK"),
                Arguments.of(
                        "bytesMax: 255",
                        "bytesMax: 255\n  schemes: {VISA: {refund: \"9F26\"}}",
                        "chip.schemes.VISA.refund: is no table"),
                Arguments.of(
                        "adviceWithoutTrack: true",
                        "adviceWithoutTrack: false",
                        "adviceWithoutTrack: and field 35 of the advice"));
    }

    @Test
    void profile_thatIsNoYaml_namesTheLine() {
        assertThatExceptionOfType(ProfileHoleException.class)
                .isThrownBy(() -> edited("timers:\n", "timers: {{\n"))
                .withMessageContaining("line");
    }

    @Test
    void profile_withAKeyTwice_isRefused() {
        assertThatExceptionOfType(ProfileHoleException.class)
                .isThrownBy(() -> edited("captureMode: single", "captureMode: single\ncaptureMode: single"))
                .withMessageContaining("is no YAML");
    }

    @Test
    void packager_withoutAFieldThatIsSent_isNamed() throws IOException {
        Profile profile = edited("43: merchant.name", "45: merchant.name");

        assertThatExceptionOfType(ProfileHoleException.class)
                .isThrownBy(() -> new IsoCodec(profile))
                .withMessageContaining("no field 45");
    }

    @Test
    void packager_thatIsNone_isNamed() throws IOException {
        Profile profile = edited("captureMode: single", "captureMode: single");
        Files.writeString(profile.packager(), "<isopackager><isofield/>");

        assertThatExceptionOfType(ProfileHoleException.class)
                .isThrownBy(() -> new IsoCodec(profile))
                .withMessageContaining("packager.xml");
    }

    @Test
    void repeats_oneAfterAnother_waitTwiceAsLongUpToTheMost() {
        Repeats repeats = new Repeats(Duration.ofSeconds(5), Duration.ofSeconds(30), 4);
        Instant now = Instant.EPOCH;

        assertThat(repeats.after(1, now)).isEqualTo(now.plusSeconds(5));
        assertThat(repeats.after(2, now)).isEqualTo(now.plusSeconds(10));
        assertThat(repeats.after(3, now)).isEqualTo(now.plusSeconds(20));
        assertThat(repeats.after(4, now)).isEqualTo(now.plusSeconds(30));
        assertThat(repeats.after(1_000_000, now)).isEqualTo(now.plusSeconds(30));
        assertThat(repeats.isExhausted(3)).isFalse();
        assertThat(repeats.isExhausted(4)).isTrue();
    }
}
