package dev.tidegate.emv.contactless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.card.Track2;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.HostAnswer;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.emv.entrypoint.KernelOutcome;
import dev.tidegate.emv.entrypoint.KernelOutcome.Kind;
import dev.tidegate.emv.testcard.Hex;
import dev.tidegate.emv.testcard.TapCard;
import dev.tidegate.emv.testcard.TestCard;
import dev.tidegate.emv.testcard.TestIssuer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stripe mode, a rule each (EMV Contactless Book C-2). */
final class MastercardStripeTest {
    private static final String TRACK = TestCard.MASTERCARD_PAN + "D39122010000000000000F";
    private static final String ANSWER = "9F61020141" + "9F36020042";

    /** Checksum in p4 to p2, three digits of the terminal's number in p7 to p5. */
    private static TapCard card() {
        return TapCard.mastercard()
                .profile("0000")
                .with("9F6B", TRACK)
                .with("9F65", "000E")
                .with("9F66", "0070")
                .with("9F67", "00")
                .answering("802A8E80", answer(ANSWER));
    }

    @Test
    void tap_inStripeMode_isAskedOnlineWithTheFilledTrack() {
        TapCard card = card();
        try (CardSession session = Taps.begin(card, 1_000, Taps.withStripe())) {
            CardRead.Swiped read = swiped(session);

            // The terminal's number is the one in the command, and 0141 is 321.
            String number = card.last("802A8E80").substring(10, 18);
            assertThat(number).startsWith("00000");
            assertThat(characters(read)).endsWith("D3912201000000" + number.substring(5) + "3213");
            assertThat(read.entryMode()).isEqualTo(EntryMode.TAP_STRIPE);
            assertThat(read.onlineOnly()).isEqualTo(Reason.TAPPED_STRIPE_ONLINE_ONLY);
            assertThat(read.card().pan().masked().lastFour()).isEqualTo("0012");
            assertThat(read.card().expiry().yearMonth()).isEqualTo("3912");
        }
    }

    @Test
    void session_ofATrack_hasNothingToFinish() {
        try (CardSession session = Taps.begin(card(), 1_000, Taps.withStripe())) {
            assertThatThrownBy(() -> session.finish(new HostAnswer.Unable())).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void session_closed_hasNoTrackLeft() {
        CardSession session = Taps.begin(card(), 1_000, Taps.withStripe());
        CardRead.Swiped read = swiped(session);

        session.close();

        assertThat(characters(read).chars()).containsOnly(0);
    }

    @Test
    void tap_whoseCardHasBothModes_isReadInEmvMode() {
        TapCard card = card().profile("1980");

        assertThat(outcome(card, 1_000).kind()).isEqualTo(Kind.APPROVED);
        assertThat(card.commands()).noneMatch(command -> command.startsWith("802A"));
    }

    @Test
    void list_ofTheCards_saysWhatItIsTold() {
        TapCard card = card().with("9F69", "9F6A049F7E019F0206");

        outcome(card, 3_001);

        // Devices are known, and a verification is wanted.
        assertThat(card.last("802A8E80")).hasSize(34).endsWith("03" + "000000003001" + "00");
    }

    @ParameterizedTest
    @CsvSource({"3000, '', NONE", "3001, '', SIGNATURE", "3001, 001000, ON_DEVICE", "3000, 001000, NONE"})
    void verificationLimit_aboveIt_holderIsVerified(long amount, String device, CvmResult cvm) {
        KernelOutcome<TapAnswer> outcome = outcome(card().answering("802A8E80", answer(ANSWER + says(device))), amount);

        assertThat(outcome.kind()).isEqualTo(Kind.ONLINE_REQUEST);
        assertThat(Objects.requireNonNull(outcome.found()).cvm()).isEqualTo(cvm);
    }

    @Test
    void transactionLimit_aboveIt_isTheNextApplications() {
        TapCard card = card();

        assertThat(outcome(card, Taps.LIMIT + 1).kind()).isEqualTo(Kind.END_APPLICATION);
        assertThat(card.commands()).noneMatch(command -> command.startsWith("802A"));
    }

    @ParameterizedTest
    @CsvSource({"'', DECLINED", "000100, TRY_AGAIN", "001000, DECLINED"})
    void answerWithoutAChecksum_isNoneOrWantsTheHolderFirst(String device, Kind kind) {
        TapCard card = card().answering("802A8E80", answer("9F36020042" + says(device)));

        assertThat(outcome(card, 1_000).kind()).isEqualTo(kind);
    }

    @Test
    void answer_thatIsAnError_isOfNoUse() {
        assertThat(outcome(card().answering("802A8E80", "6985"), 1_000).kind()).isEqualTo(Kind.END_APPLICATION);
    }

    @ParameterizedTest
    @CsvSource({
        "9F61020141, no counter",
        "9F610101419F36020042, a checksum of one byte",
        "9F610201419F610201419F36020042, two checksums",
        "9F610201419F36020042DF4B0110, a device that says too little"
    })
    void answer_thatIsNone_isACardError(String content, String why) {
        try (CardSession session =
                Taps.begin(card().answering("802A8E80", answer(content)), 1_000, Taps.withStripe())) {
            assertThat(Taps.reason(session)).as(why).isEqualTo(EndReason.CARD_ERROR);
        }
    }

    @ParameterizedTest
    @CsvSource({"9F6B", "9F65", "9F66", "9F67"})
    void record_withoutAMandatoryObject_isACardError(String tag) {
        try (CardSession session = Taps.begin(card().without(tag), 1_000, Taps.withStripe())) {
            assertThat(Taps.reason(session)).isEqualTo(EndReason.CARD_ERROR);
        }
    }

    private static KernelOutcome<TapAnswer> outcome(TapCard card, long minor) {
        return Taps.outcome(card, minor, Taps.withStripe(), TestIssuer.keys());
    }

    private static CardRead.Swiped swiped(CardSession session) {
        if (session.read() instanceof CardRead.Swiped swiped) {
            return swiped;
        }
        throw new AssertionError("expected a track, not " + session.read());
    }

    private static String characters(CardRead.Swiped read) {
        Track2 track2 = Objects.requireNonNull(read.card().track2());
        return new String(track2.characters(), StandardCharsets.US_ASCII);
    }

    private static String says(String device) {
        return device.isEmpty() ? "" : "DF4B03" + device;
    }

    private static String answer(String content) {
        return Hex.tlv("77", content) + "9000";
    }
}
