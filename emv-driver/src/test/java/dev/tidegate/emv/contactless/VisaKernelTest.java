package dev.tidegate.emv.contactless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.emv.entrypoint.KernelOutcome;
import dev.tidegate.emv.entrypoint.KernelOutcome.Kind;
import dev.tidegate.emv.entrypoint.StartPoint;
import dev.tidegate.emv.entrypoint.UserMessage;
import dev.tidegate.emv.testcard.Hex;
import dev.tidegate.emv.testcard.TapCard;
import dev.tidegate.emv.testcard.TestCard;
import dev.tidegate.emv.testcard.TestIssuer;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Visa's path, a rule each (EMV Contactless Book C-3). */
final class VisaKernelTest {
    @Test
    void tc_signedByTheCard_isApproved() {
        KernelOutcome<TapAnswer> outcome = Taps.outcome(TapCard.visa(), 1_000);

        assertThat(outcome.kind()).isEqualTo(Kind.APPROVED);
        assertThat(found(outcome).authenticated()).isTrue();
        assertThat(found(outcome).cryptogram().type()).isEqualTo(Type.TC);
    }

    @Test
    void arqc_withoutRecords_isAskedOnline() {
        TapCard card = TapCard.visa().giving(Type.ARQC).withoutRecords();

        KernelOutcome<TapAnswer> outcome = Taps.outcome(card, 1_000);

        assertThat(outcome.kind()).isEqualTo(Kind.ONLINE_REQUEST);
        assertThat(card.commands()).hasSize(3);
    }

    @Test
    void aac_isDeclined() {
        assertThat(Taps.outcome(TapCard.visa().giving(Type.AAC), 1_000).kind()).isEqualTo(Kind.DECLINED);
    }

    @Test
    void amountAboveTheFloorLimit_asksForAnOnlineCryptogram() {
        TapCard card = TapCard.visa().giving(Type.ARQC);

        Taps.outcome(card, Taps.FLOOR + 1);

        assertThat(card.last("80A8")).startsWith("80A8000012831022C00000");
    }

    @Test
    void tcWhereAnOnlineCryptogramWasAskedFor_isForTheIssuer() {
        KernelOutcome<TapAnswer> outcome = Taps.outcome(TapCard.visa().qualifiers("4000"), Taps.FLOOR + 1);

        assertThat(outcome.kind()).isEqualTo(Kind.ONLINE_REQUEST);
        assertThat(found(outcome).authenticated()).isFalse();
    }

    @Test
    void tcWhereAnOnlineCryptogramWasAskedFor_ofAnExpiredCard_isDeclined() {
        TapCard card = TapCard.visa().with("5F24", "260228").qualifiers("4000");

        assertThat(Taps.outcome(card, Taps.FLOOR + 1).kind()).isEqualTo(Kind.DECLINED);
    }

    /** What is on track 2 is no expiry date of the application: a card that approves has one. */
    @Test
    void tcWithoutAnExpiryDate_isTakenForExpired() {
        TapCard card = TapCard.visa().without("5F24");

        assertThat(Taps.outcome(card, 1_000).kind()).isEqualTo(Kind.DECLINED);
    }

    @Test
    void objectInTheProcessingOptionsAndInARecord_isACardError() {
        TapCard card = TapCard.visa().with("57", TestCard.VISA_PAN + "D3912201123400001F");

        try (CardSession session = Taps.begin(card, 1_000)) {
            assertThat(Taps.reason(session)).isEqualTo(EndReason.CARD_ERROR);
        }
    }

    @Test
    void cardWithoutTrack2_isACardError() {
        TapCard card =
                TapCard.visa().onTheWire(answer -> Hex.bytes(Hex.of(answer).replace("5711", "5611")));

        try (CardSession session = Taps.begin(card, 1_000)) {
            assertThat(Taps.reason(session)).isEqualTo(EndReason.CARD_ERROR);
        }
    }

    /** The reader says over which technology it was paid: 0, a field. */
    @Test
    void frozen_formFactor_hasTheReadersTechnology() {
        TapCard card = TapCard.visa().giving(Type.ARQC).with("9F6E", "207000FF");

        assertThat(found(Taps.outcome(card, 1_000))
                        .tags()
                        .tags()
                        .value(new Tag(0x9F6E))
                        .hex())
                .isEqualTo("207000F0");
    }

    @Test
    void amountAtTheTransactionLimit_isNotForThisApplication() {
        assertThat(Taps.outcome(TapCard.visa(), Taps.LIMIT).kind()).isEqualTo(Kind.END_APPLICATION);
    }

    @ParameterizedTest
    @CsvSource({"0000, DECLINED", "0800, ONLINE_REQUEST"})
    void tcOfAnExpiredCard_goesAsItsQualifiersSay(String qualifiers, Kind kind) {
        TapCard card = TapCard.visa().with("5F24", "260228").qualifiers(qualifiers);

        assertThat(Taps.outcome(card, 1_000).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "32000000, 0000, DECLINED",
        "32000000, 2000, ONLINE_REQUEST",
        "32000000, 1000, TRY_ANOTHER_INTERFACE",
        "32000000, 3000, ONLINE_REQUEST",
        // A reader that never goes online, and one that has no contacts.
        "3A000000, 2000, DECLINED",
        "3A000000, 3000, TRY_ANOTHER_INTERFACE",
        "22000000, 1000, DECLINED",
    })
    void tcWithAForgedSignature_goesAsItsQualifiersSay(String readers, String cards, Kind kind) {
        TapCard card = TapCard.visa().qualifiers(cards).forged();

        assertThat(Taps.outcome(card, 1_000, Taps.settings(readers), TestIssuer.keys())
                        .kind())
                .isEqualTo(kind);
    }

    @Test
    void tcWithoutRecords_isNotAuthenticated() {
        assertThat(Taps.outcome(TapCard.visa().withoutRecords(), 1_000).kind()).isEqualTo(Kind.DECLINED);
    }

    @ParameterizedTest
    @CsvSource({
        // Below the limit nothing is needed, whatever the card has.
        "'', 1000, NONE",
        "0000, 1000, NONE",
        // A card that wants a signature gets it at any amount.
        "4000, 1000, SIGNATURE",
        "'', 3000, SIGNATURE",
        "4000, 3000, SIGNATURE",
        "0080, 3000, ON_DEVICE",
    })
    void verification_byQualifiersAndLimit_isAsTheBookSays(String qualifiers, long amount, CvmResult cvm) {
        TapCard card = TapCard.visa().giving(Type.ARQC).withoutRecords().qualifiers(qualifiers);

        assertThat(found(Taps.outcome(card, amount)).cvm()).isEqualTo(cvm);
    }

    @ParameterizedTest
    @CsvSource({"0000", "8000"})
    void verification_requiredAndNoneInCommon_isDeclined(String qualifiers) {
        TapCard card = TapCard.visa().giving(Type.ARQC).qualifiers(qualifiers);

        assertThat(Taps.outcome(card, Taps.VERIFICATION).kind()).isEqualTo(Kind.DECLINED);
    }

    @Test
    void onDevice_signedByTheCard_counts() {
        KernelOutcome<TapAnswer> outcome = Taps.outcome(TapCard.visa().qualifiers("0080"), Taps.VERIFICATION);

        assertThat(outcome.kind()).isEqualTo(Kind.APPROVED);
        assertThat(found(outcome).cvm()).isEqualTo(CvmResult.ON_DEVICE);
    }

    @Test
    void onDevice_notWhatTheCardSigned_isDeclined() {
        TapCard card = TapCard.visa().qualifiers("0080").signing("0000");

        assertThat(Taps.outcome(card, Taps.VERIFICATION).kind()).isEqualTo(Kind.DECLINED);
    }

    @ParameterizedTest
    @CsvSource({"9F0206", "''"})
    void onlyApplicationWithoutTheReadersQualifiers_isOfNoUse(String list) {
        TapCard card = TapCard.visa().processingList(list);

        assertThat(Taps.outcome(card, 1_000).kind()).isEqualTo(Kind.END_APPLICATION);
        assertThat(card.commands()).noneMatch(command -> command.startsWith("80A8"));
    }

    @Test
    void applicationWithoutTheReadersQualifiers_isPassedOverForTheNext() {
        String second = TestCard.VISA + "02";
        String directory = Hex.tlv(
                "BF0C",
                Hex.tlv("61", Hex.tlv("4F", TestCard.VISA), Hex.tlv("87", "01")),
                Hex.tlv("61", Hex.tlv("4F", second), Hex.tlv("87", "02")));
        String name = "325041592E5359532E4444463031";
        TapCard card = TapCard.visa()
                .processingList("9F0206")
                .answering("00A404000E", Hex.tlv("6F", Hex.tlv("84", name), Hex.tlv("A5", directory)) + "9000")
                .answering(
                        "00A4040008" + second,
                        Hex.tlv("6F", Hex.tlv("84", second), Hex.tlv("A5", Hex.tlv("9F38", TapCard.PDOL))) + "9000");

        TapAnswer.WithCryptogram answer = found(Taps.outcome(card, 1_000));

        assertThat(answer.name().hex()).isEqualTo(second);
    }

    @Test
    void stripeMode_isForAnotherInterface() {
        TapCard card = TapCard.visa().answering("80A8", "80060080080101009000");

        assertThat(Taps.outcome(card, 1_000).kind()).isEqualTo(Kind.TRY_ANOTHER_INTERFACE);
    }

    @ParameterizedTest
    @CsvSource({"6984, TRY_ANOTHER_INTERFACE", "6985, END_APPLICATION", "6986, TRY_AGAIN", "6F00, END_APPLICATION"})
    void status_ofProcessingOptions_leadsOn(String status, Kind kind) {
        assertThat(Taps.outcome(TapCard.visa().answering("80A8", status), 1_000).kind())
                .isEqualTo(kind);
    }

    @Test
    void deviceThatWantsItsHolder_isTappedAgain() {
        KernelOutcome<TapAnswer> outcome = Taps.outcome(TapCard.visa().answering("80A8", "6986"), 1_000);

        assertThat(outcome.start()).isEqualTo(StartPoint.B);
        assertThat(Objects.requireNonNull(outcome.onRestart()).message()).isEqualTo(UserMessage.SEE_PHONE);
    }

    @Test
    void authorityThatTheTerminalDoesNotHave_isNotAuthenticated() {
        KernelOutcome<TapAnswer> outcome = Taps.outcome(
                TapCard.visa(),
                1_000,
                Taps.settings(),
                new dev.tidegate.emv.authentication.CertificationAuthorityKeys(java.util.List.of()));

        assertThat(outcome.kind()).isEqualTo(Kind.DECLINED);
        assertThat(TestIssuer.keys().size()).isPositive();
    }

    /** What a card says beside its cryptogram goes into one field of a message, which has its end. */
    @Test
    void frozen_customersDataLongerThanTheBooks_isLeftOut() {
        TapCard card =
                TapCard.visa().giving(Type.ARQC).with("9F7C", "00".repeat(33)).with("9F6E", "11".repeat(32));

        TapAnswer.WithCryptogram answer = found(Taps.outcome(card, 1_000));

        assertThat(answer.tags().tags().has(new Tag(0x9F7C))).isFalse();
        assertThat(answer.tags().tags().has(new Tag(0x9F6E))).isTrue();
    }

    @Test
    void tcOfACardOnTheExceptionFile_isDeclined() {
        assertThat(Taps.outcome(TapCard.visa(), 1_000, Taps.settings(), Taps.listed())
                        .kind())
                .isEqualTo(Kind.DECLINED);
    }

    @Test
    void frozen_holdsWhatTheCardWasToldAndSaid() {
        TapCard card = TapCard.visa().giving(Type.ARQC).withoutRecords().qualifiers("0080");

        TapAnswer.WithCryptogram answer = found(Taps.outcome(card, 1_000));

        assertThat(answer.tags().tags().value(new Tag(0x9F66)).hex()).isEqualTo("22000000");
        assertThat(answer.tags().tags().value(new Tag(0x9F6C)).hex()).isEqualTo("0080");
        assertThat(answer.tags().tags().value(Tag.CRYPTOGRAM_INFORMATION).hex()).isEqualTo("80");
        assertThat(answer.tags().tags().value(Tag.UNPREDICTABLE_NUMBER).hex()).isEqualTo("A1B2C3D4");
    }

    private static TapAnswer.WithCryptogram found(KernelOutcome<TapAnswer> outcome) {
        return Taps.found(outcome);
    }
}
