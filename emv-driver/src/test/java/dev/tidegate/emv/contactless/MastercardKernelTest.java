package dev.tidegate.emv.contactless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.emv.authentication.CertificationAuthorityKeys;
import dev.tidegate.emv.entrypoint.KernelOutcome;
import dev.tidegate.emv.entrypoint.KernelOutcome.Kind;
import dev.tidegate.emv.testcard.TapCard;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mastercard's path, a rule each (EMV Contactless Book C-2). */
final class MastercardKernelTest {
    /** Where the card's list has tag 95, and tag 9F34. */
    private static final int RESULTS_AT = 10 + 2 * 14;

    private static final int VERIFICATION_AT = 10 + 2 * 25;

    @Test
    void tc_signed_isApproved() {
        TapCard card = TapCard.mastercard();

        KernelOutcome<TapAnswer> outcome = Taps.outcome(card, 1_000);

        assertThat(outcome.kind()).isEqualTo(Kind.APPROVED);
        assertThat(found(outcome).authenticated()).isTrue();
        assertThat(card.last("80AE")).startsWith("80AE5000");
    }

    @Test
    void arqc_signed_isAskedOnline() {
        assertThat(Taps.outcome(TapCard.mastercard().giving(Type.ARQC), 1_000).kind())
                .isEqualTo(Kind.ONLINE_REQUEST);
    }

    @Test
    void aac_isDeclined() {
        KernelOutcome<TapAnswer> outcome = Taps.outcome(TapCard.mastercard().giving(Type.AAC), 1_000);

        assertThat(outcome.kind()).isEqualTo(Kind.DECLINED);
        assertThat(found(outcome).cryptogram().type()).isEqualTo(Type.AAC);
    }

    @ParameterizedTest
    @CsvSource({"TC", "ARQC"})
    void cryptogramWithAForgedSignature_isDeclined(Type type) {
        KernelOutcome<TapAnswer> outcome =
                Taps.outcome(TapCard.mastercard().giving(type).forged(), 1_000);

        assertThat(outcome.kind()).isEqualTo(Kind.DECLINED);
        assertThat(outcome.found()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"5000, 80AE5000, 0000000000", "5001, 80AE9000, 0000008000"})
    void floorLimit_aboveIt_asksOnline(long amount, String command, String results) {
        TapCard card = TapCard.mastercard();

        Taps.outcome(card, amount);

        assertThat(card.last("80AE")).startsWith(command);
        assertThat(card.last("80AE").substring(RESULTS_AT)).startsWith(results);
    }

    @ParameterizedTest
    @CsvSource({
        "1980, 20000, true",
        "1980, 20001, false",
        "1B80, 20001, true",
        "1B80, 40000, true",
        "1B80, 40001, false"
    })
    void transactionLimit_withAndWithoutADevice_isItsOwn(String profile, long amount, boolean taken) {
        KernelOutcome<TapAnswer> outcome = Taps.outcome(TapCard.mastercard().profile(profile), amount);

        assertThat(outcome.kind()).isEqualTo(taken ? Kind.ONLINE_REQUEST : Kind.END_APPLICATION);
    }

    @ParameterizedTest
    @CsvSource({
        "1980, 3000, 1F0302, NONE",
        "1980, 3001, 5E0300, SIGNATURE",
        "1B80, 3000, 3F0002, NONE",
        "1B80, 3001, 010002, ON_DEVICE",
        "0980, 1000, 3F0000, NONE",
    })
    void verificationLimit_byProfile_isToldToTheCard(String profile, long amount, String results, CvmResult cvm) {
        TapCard card = TapCard.mastercard().profile(profile);

        KernelOutcome<TapAnswer> outcome = Taps.outcome(card, amount);

        assertThat(card.last("80AE").substring(VERIFICATION_AT)).startsWith(results);
        assertThat(found(outcome).cvm()).isEqualTo(cvm);
    }

    @Test
    void stripeMode_whereTheTerminalDoesNotTakeIt_isForAnotherInterface() {
        assertThat(Taps.outcome(TapCard.mastercard().profile("0000"), 1_000).kind())
                .isEqualTo(Kind.TRY_ANOTHER_INTERFACE);
    }

    @Test
    void expiredCard_isAskedOnline() {
        TapCard card = TapCard.mastercard().with("5F24", "260228");

        Taps.outcome(card, 1_000);

        assertThat(card.last("80AE").substring(RESULTS_AT)).startsWith("0040000000");
        assertThat(card.last("80AE")).startsWith("80AE90");
    }

    @Test
    void cardOnTheExceptionFile_isAskedOnline() {
        TapCard card = TapCard.mastercard();

        Taps.outcome(card, 1_000, Taps.settings(), Taps.listed());

        assertThat(card.last("80AE").substring(RESULTS_AT)).startsWith("1000000000");
        assertThat(card.last("80AE")).startsWith("80AE90");
    }

    @Test
    void issuersDenialCode_asksForAnAac() {
        TapCard card = TapCard.mastercard().with("5F24", "260228").with("9F0E", "0040000000");

        assertThat(Taps.outcome(card, 1_000).kind()).isEqualTo(Kind.DECLINED);
        assertThat(card.last("80AE")).startsWith("80AE0000");
    }

    @Test
    void authorityThatTheTerminalDoesNotHave_asksForNoSignature() {
        TapCard card = TapCard.mastercard();

        KernelOutcome<TapAnswer> outcome =
                Taps.outcome(card, 1_000, Taps.settings(), new CertificationAuthorityKeys(List.of()));

        assertThat(card.last("80AE")).startsWith("80AE8000");
        assertThat(card.last("80AE").substring(RESULTS_AT)).startsWith("0400000000");
        assertThat(found(outcome).authenticated()).isFalse();
    }

    @Test
    void frozen_thirdPartyData_isSentWhereTheCardGivesIt() {
        TapCard card = TapCard.mastercard().giving(Type.ARQC).with("9F6E", "0276000030303000");

        TapAnswer.WithCryptogram answer = found(Taps.outcome(card, 1_000));

        assertThat(answer.tags().tags().value(new Tag(0x9F6E)).hex()).isEqualTo("0276000030303000");
    }

    /** A device whose word nobody can check the signature of is asked for no approval, online or off. */
    @ParameterizedTest
    @CsvSource({"1A80, 8000000000", "1B80, 0400000000"})
    void deviceThatCannotBeAuthenticated_isAskedForAnAac(String profile, String results) {
        TapCard card = TapCard.mastercard().profile(profile);

        KernelOutcome<TapAnswer> outcome =
                Taps.outcome(card, 1_000, Taps.settings(), new CertificationAuthorityKeys(List.of()));

        assertThat(card.last("80AE")).startsWith("80AE0000");
        assertThat(card.last("80AE").substring(RESULTS_AT)).startsWith(results);
        assertThat(outcome.kind()).isEqualTo(Kind.DECLINED);
    }

    @Test
    void cardWithoutAStaticTagList_asksForNoSignature() {
        TapCard card = TapCard.mastercard().without("9F4A");

        Taps.outcome(card, 1_000);

        assertThat(card.last("80AE")).startsWith("80AE8000");
        assertThat(card.last("80AE").substring(RESULTS_AT)).startsWith("2400000000");
    }

    @Test
    void cardWhoseStaticTagListNamesMore_isOfNoUse() {
        TapCard card = TapCard.mastercard().with("9F4A", "8284");

        assertThat(Taps.outcome(card, 1_000).kind()).isEqualTo(Kind.END_APPLICATION);
        assertThat(card.commands()).noneMatch(command -> command.startsWith("80AE"));
    }

    @Test
    void cardWithoutCombinedAuthentication_isMarkedAndAskedOnline() {
        TapCard card = TapCard.mastercard().profile("1880");

        Taps.outcome(card, 1_000);

        assertThat(card.last("80AE")).startsWith("80AE8000");
        assertThat(card.last("80AE").substring(RESULTS_AT)).startsWith("8000000000");
    }

    @ParameterizedTest
    @CsvSource({"6985, END_APPLICATION", "6986, TRY_AGAIN", "6F00, END_APPLICATION"})
    void status_ofProcessingOptions_leadsOn(String status, Kind kind) {
        assertThat(Taps.outcome(TapCard.mastercard().answering("80A8", status), 1_000)
                        .kind())
                .isEqualTo(kind);
    }

    @Test
    void higherCryptogramThanAskedFor_isDeclined() {
        TapCard card = TapCard.mastercard()
                .answering("80AE", "771E9F2701409F360200429F2608112233445566778899" + "9F10050110A000039000");

        assertThat(Taps.outcome(card, Taps.FLOOR + 1).found()).isNull();
    }

    private static TapAnswer.WithCryptogram found(KernelOutcome<TapAnswer> outcome) {
        return Taps.found(outcome);
    }
}
