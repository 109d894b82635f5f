package dev.tidegate.emv.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.core.emv.FinalOutcome;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.emv.HostAnswer;
import dev.tidegate.core.emv.Outcome;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.emv.testcard.Hex;
import dev.tidegate.emv.testcard.TestCard;
import org.junit.jupiter.api.Test;

/** The second half of a transaction: what the card is told, what it says last, what stands. */
final class LastWordTest {
    private static final long LARGE = 7_500;

    /** An issuer's default code that no result of a good card meets: such a card may be approved without its issuer. */
    private static final String LENIENT = "0000000000";

    @Test
    void finish_hostApproves_asksForTcAndApproves() {
        TestCard card = TestCard.visa();
        try (CardSession session = Kernels.begin(card, LARGE)) {

            FinalOutcome outcome = session.finish(Kernels.approved());

            assertThat(outcome).isInstanceOf(FinalOutcome.Approved.class);
        }
        assertThat(card.last("80AE")).startsWith("80AE40001F3030");
    }

    @Test
    void finish_hostDeclines_asksForAac() {
        TestCard card = TestCard.visa();
        try (CardSession session = Kernels.begin(card, LARGE)) {

            FinalOutcome outcome = session.finish(Kernels.declined());

            assertThat(outcome).isEqualTo(new FinalOutcome.Declined());
        }
        assertThat(card.last("80AE")).startsWith("80AE00001F3531");
    }

    @Test
    void finish_hostApprovesAndCardDeclines_isDeclined() {
        TestCard card = TestCard.visa().second(Type.AAC);
        try (CardSession session = Kernels.begin(card, LARGE)) {
            assertThat(session.finish(Kernels.approved())).isEqualTo(new FinalOutcome.Declined());
        }
    }

    @Test
    void finish_unableAndDefaultCodesAgree_asksForTcWithY3() {
        TestCard card = lenient(TestCard.mastercard());
        try (CardSession session = Kernels.begin(card, LARGE, Lenient.SETTINGS)) {

            FinalOutcome outcome = session.finish(Kernels.unable());

            assertThat(outcome).isInstanceOf(FinalOutcome.Approved.class);
        }
        assertThat(card.last("80AE")).startsWith("80AE40001F5933");
    }

    @Test
    void finish_unableAndCardRefusesTheTc_keepsTheArqc() {
        TestCard card = lenient(TestCard.mastercard()).second(Type.AAC);
        try (CardSession session = Kernels.begin(card, LARGE, Lenient.SETTINGS)) {
            assertThat(session.finish(Kernels.unable())).isInstanceOf(FinalOutcome.Deferrable.class);
        }
    }

    @Test
    void finish_unableAndDefaultCodesDecline_asksForAacWithZ3() {
        TestCard card = TestCard.visa();
        try (CardSession session = Kernels.begin(card, LARGE)) {

            FinalOutcome outcome = session.finish(Kernels.unable());

            assertThat(outcome).isInstanceOf(FinalOutcome.Deferrable.class);
        }
        assertThat(card.last("80AE")).startsWith("80AE00001F5A33");
    }

    @Test
    void frozen_deferrable_areThoseOfTheFirstCommand() {
        try (CardSession session = Kernels.begin(TestCard.visa(), LARGE)) {
            Outcome.AskHost asks = (Outcome.AskHost) Kernels.answered(session).outcome();

            FinalOutcome.Deferrable kept = (FinalOutcome.Deferrable) session.finish(Kernels.unable());

            assertThat(kept.tags()).isEqualTo(asks.tags());
            assertThat(kept.arqc()).isEqualTo(asks.arqc());
            assertThat(kept.tags().tags().has(Tag.AUTHORISATION_RESPONSE_CODE)).isFalse();
        }
    }

    @Test
    void frozen_y3_areThoseOfTheSecondCommand() {
        TestCard card = lenient(TestCard.mastercard());
        try (CardSession session = Kernels.begin(card, LARGE, Lenient.SETTINGS)) {

            FinalOutcome.Approved approved = (FinalOutcome.Approved) session.finish(Kernels.unable());

            assertThat(value(approved.tags(), Tag.AUTHORISATION_RESPONSE_CODE)).isEqualTo("5933");
            assertThat(value(approved.tags(), Tag.CRYPTOGRAM_INFORMATION)).isEqualTo("40");
            assertThat(value(approved.tags(), Tag.APPLICATION_CRYPTOGRAM))
                    .isEqualTo(approved.tc().value().hex());
            assertThat(value(approved.tags(), Tag.TRANSACTION_STATUS_INFORMATION))
                    .isEqualTo("E800");
        }
    }

    @Test
    void finish_cardKnowsExternalAuthenticate_isAskedOnceBeforeTheLastWord() {
        TestCard card = TestCard.visa();
        try (CardSession session = Kernels.begin(card, LARGE)) {
            FinalOutcome outcome = session.finish(Kernels.approved());

            assertThat(outcome).isInstanceOf(FinalOutcome.Approved.class);
        }
        assertThat(card.commands().stream().filter(command -> command.startsWith("0082")))
                .containsExactly("008200000A11223344556677883030");
    }

    @Test
    void finish_issuerAuthenticationFails_isSeenInTheLastCommand() {
        TestCard card = TestCard.visa().answering("0082", "6300");
        try (CardSession session = Kernels.begin(card, LARGE)) {
            FinalOutcome.Approved approved = (FinalOutcome.Approved) session.finish(Kernels.approved());

            assertThat(value(approved.tags(), Tag.TERMINAL_VERIFICATION_RESULTS))
                    .isEqualTo("0000008040");
            assertThat(value(approved.tags(), Tag.TRANSACTION_STATUS_INFORMATION))
                    .isEqualTo("F800");
        }
    }

    @Test
    void finish_cardDoesNotKnowExternalAuthenticate_isToldByItsList() {
        TestCard card = TestCard.visa().profile("7800").with("8D", "8A02910A9F3704");
        try (CardSession session = Kernels.begin(card, LARGE)) {
            assertThat(session.finish(Kernels.approved())).isInstanceOf(FinalOutcome.Approved.class);
        }
        assertThat(card.was("0082")).isFalse();
        assertThat(card.last("80AE")).startsWith("80AE400010" + "3030" + "11223344556677883030");
    }

    @Test
    void finish_listThatAsksForTheFirstAnswer_isToldIt() {
        TestCard card = TestCard.visa().with("8D", "8A029F36029F2701");
        try (CardSession session = Kernels.begin(card, LARGE)) {
            assertThat(session.finish(Kernels.approved())).isInstanceOf(FinalOutcome.Approved.class);
        }
        assertThat(card.last("80AE")).startsWith("80AE400005" + "3030" + "0011" + "80");
    }

    @Test
    void finish_issuerSendsNoAuthentication_noneIsAskedFor() {
        TestCard card = TestCard.visa();
        try (CardSession session = Kernels.begin(card, LARGE)) {
            FinalOutcome outcome = session.finish(new HostAnswer.Answered(true, "00", TlvSet.empty()));

            assertThat(outcome).isInstanceOf(FinalOutcome.Approved.class);
        }
        assertThat(card.was("0082")).isFalse();
    }

    @Test
    void finish_issuerAuthenticationOfAnImpossibleLength_isNotSentAndHasFailed() {
        TestCard card = TestCard.visa();
        TlvSet issuerData = TlvSet.empty().with(Tag.ISSUER_AUTHENTICATION, Octets.ofHex("1122"));
        try (CardSession session = Kernels.begin(card, LARGE)) {
            FinalOutcome.Approved approved =
                    (FinalOutcome.Approved) session.finish(new HostAnswer.Answered(true, "00", issuerData));

            assertThat(value(approved.tags(), Tag.TERMINAL_VERIFICATION_RESULTS))
                    .isEqualTo("0000008040");
        }
        assertThat(card.was("0082")).isFalse();
    }

    @Test
    void finish_scriptBefore_runsBeforeTheLastWord() {
        TestCard card = TestCard.visa();
        try (CardSession session = Kernels.begin(card, LARGE)) {
            FinalOutcome.Approved approved = (FinalOutcome.Approved) session.finish(script(Tag.ISSUER_SCRIPT_1));

            assertThat(value(approved.tags(), Tag.TRANSACTION_STATUS_INFORMATION))
                    .isEqualTo("EC00");
        }
        assertThat(card.commands().indexOf("84DA9F5809000000000000000000"))
                .isPositive()
                .isLessThan(card.commands().indexOf(card.last("80AE40")));
    }

    @Test
    void finish_scriptBeforeFails_isSeenInTheLastCommand() {
        TestCard card = TestCard.visa().answering("84DA", "6985");
        try (CardSession session = Kernels.begin(card, LARGE)) {
            FinalOutcome.Approved approved = (FinalOutcome.Approved) session.finish(script(Tag.ISSUER_SCRIPT_1));

            assertThat(value(approved.tags(), Tag.TERMINAL_VERIFICATION_RESULTS))
                    .isEqualTo("0000008020");
        }
    }

    @Test
    void finish_scriptAfter_runsAfterTheLastWord() {
        TestCard card = TestCard.visa();
        try (CardSession session = Kernels.begin(card, LARGE)) {
            assertThat(session.finish(script(Tag.ISSUER_SCRIPT_2))).isInstanceOf(FinalOutcome.Approved.class);
        }
        assertThat(card.commands().getLast()).startsWith("84DA");
    }

    @Test
    void frozen_scriptsOfBothKinds_haveTheirResults() {
        TestCard card = TestCard.visa().answering("841E", "6985");
        TlvSet issuerData = TlvSet.empty()
                .with(Tag.ISSUER_SCRIPT_1, Octets.ofHex("9F180400000001" + "860E84DA9F5809000000000000000000"))
                .with(Tag.ISSUER_SCRIPT_2, Octets.ofHex("9F180400000002" + "8604841E0000"));
        try (CardSession session = Kernels.begin(card, LARGE)) {
            FinalOutcome.Approved approved =
                    (FinalOutcome.Approved) session.finish(new HostAnswer.Answered(true, "00", issuerData));

            assertThat(value(approved.tags(), Tag.ISSUER_SCRIPT_RESULTS)).isEqualTo("2000000001" + "1100000002");
        }
    }

    @Test
    void finish_listThatAsksForTheResultsOfScripts_isToldThem() {
        TestCard card = TestCard.visa().with("8D", "8A029F5B05");
        try (CardSession session = Kernels.begin(card, LARGE)) {
            assertThat(session.finish(script(Tag.ISSUER_SCRIPT_1))).isInstanceOf(FinalOutcome.Approved.class);
        }
        assertThat(card.last("80AE")).startsWith("80AE400007" + "3030" + "20");
    }

    @Test
    void finish_cardTakenAwayDuringTheScriptAfter_staysApproved() {
        TestCard counting = TestCard.visa();
        try (CardSession session = Kernels.begin(counting, LARGE)) {
            FinalOutcome counted = session.finish(script(Tag.ISSUER_SCRIPT_2));
            assertThat(counted).isInstanceOf(FinalOutcome.Approved.class);
        }
        TestCard card = TestCard.visa().removedAt(counting.commands().size() - 1);
        try (CardSession session = Kernels.begin(card, LARGE)) {
            assertThat(session.finish(script(Tag.ISSUER_SCRIPT_2))).isInstanceOf(FinalOutcome.Approved.class);
        }
    }

    @Test
    void finish_calledTwice_isTheCallersMistake() {
        try (CardSession session = Kernels.begin(TestCard.visa(), LARGE)) {
            FinalOutcome once = session.finish(Kernels.approved());
            assertThat(once).isInstanceOf(FinalOutcome.Approved.class);

            assertThatThrownBy(() -> session.finish(Kernels.approved())).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void finish_afterATc_isTheCallersMistake() {
        try (CardSession session = Kernels.begin(TestCard.visa(), 1_000)) {
            assertThatThrownBy(() -> session.finish(Kernels.unable())).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void finish_afterClose_isTheCallersMistake() {
        CardSession session = Kernels.begin(TestCard.visa(), LARGE);
        session.close();

        assertThatThrownBy(() -> session.finish(Kernels.unable())).isInstanceOf(IllegalStateException.class);
    }

    private static TestCard lenient(TestCard card) {
        return card.with("9F0D", LENIENT);
    }

    private static HostAnswer script(Tag template) {
        Octets script = Octets.ofHex(Hex.tlv("9F18", "00004000") + Hex.tlv("86", "84DA9F5809000000000000000000"));
        return new HostAnswer.Answered(true, "00", TlvSet.empty().with(template, script));
    }

    private static String value(FrozenTags frozen, Tag tag) {
        return frozen.tags().value(tag).hex();
    }
}
