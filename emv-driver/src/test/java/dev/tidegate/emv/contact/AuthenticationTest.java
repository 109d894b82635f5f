package dev.tidegate.emv.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.emv.FinalOutcome;
import dev.tidegate.core.emv.Outcome;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.emv.settings.KernelSettings;
import dev.tidegate.emv.testcard.Hex;
import dev.tidegate.emv.testcard.Terminals;
import dev.tidegate.emv.testcard.TestCard;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Offline data authentication within a transaction: what the results say, and what becomes of the sale. */
final class AuthenticationTest {
    private static final long SMALL = 1_250;
    private static final long LARGE = 7_500;

    @Test
    void dda_genuineCard_passes() {
        TestCard card = TestCard.visa().profile("7C00");

        CardRead.Answered read = read(card, SMALL, Terminals.settings());

        assertThat(read.odaPassed()).isTrue();
        assertThat(read.tvr().toString()).isEqualTo("0000000000");
        assertThat(card.was("0088000004")).isTrue();
    }

    @Test
    void sda_genuineCard_passesAndIsMarked() {
        TestCard card = TestCard.visa().profile("5C00");

        CardRead.Answered read = read(card, SMALL, Terminals.settings());

        assertThat(read.odaPassed()).isTrue();
        assertThat(read.tvr().toString()).isEqualTo("0200000000");
        assertThat(card.was("0088")).isFalse();
    }

    @Test
    void cda_genuineCardsTc_passes() {
        TestCard card = TestCard.visa().profile("7D00");

        CardRead.Answered read = read(card, SMALL, Terminals.withCombined());

        assertThat(read.outcome()).isInstanceOf(Outcome.Approved.class);
        assertThat(read.odaPassed()).isTrue();
        assertThat(card.last("80AE")).startsWith("80AE5000");
    }

    @Test
    void cda_genuineCardsArqcAndTc_passTwice() {
        TestCard card = TestCard.mastercard().profile("7D00");
        try (CardSession session = Kernels.begin(card, LARGE, Terminals.withCombined())) {
            assertThat(Kernels.answered(session).odaPassed()).isTrue();

            assertThat(session.finish(Kernels.approved())).isInstanceOf(FinalOutcome.Approved.class);
        }
        assertThat(card.last("80AE")).startsWith("80AE5000");
    }

    @Test
    void cda_processingListTold_isPartOfTheSignature() {
        TestCard card = TestCard.mastercard().profile("7D00").processingList("9F1A025F2A02");

        CardRead.Answered read = read(card, SMALL, Terminals.withCombined());

        assertThat(read.odaPassed()).isTrue();
    }

    @Test
    void cda_aac_isNotSignedAndNotPassed() {
        TestCard card = TestCard.mastercard().profile("7D00").first(Type.AAC);

        CardRead.Answered read = read(card, SMALL, Terminals.withCombined());

        assertThat(read.outcome()).isInstanceOf(Outcome.Declined.class);
        assertThat(read.odaPassed()).isFalse();
    }

    @Test
    void cda_cryptogramInsideTheSignature_isTheOneKept() {
        TestCard card = TestCard.mastercard().profile("7D00");

        CardRead.Answered read = read(card, LARGE, Terminals.withCombined());

        Outcome.AskHost asks = (Outcome.AskHost) read.outcome();
        assertThat(asks.arqc().value())
                .isEqualTo(asks.tags().tags().value(Tag.APPLICATION_CRYPTOGRAM))
                .isNotEqualTo(dev.tidegate.core.card.Octets.ofHex("0000000000000000"));
    }

    @Test
    void cda_wrongSignatureOnTc_isDeclinedByTheTerminal() {
        TestCard card = TestCard.mastercard().profile("7D00").onTheWire(AuthenticationTest::withBrokenSignature);
        try (CardSession session = Kernels.begin(card, SMALL, Terminals.withCombined())) {
            assertThat(session.read()).isEqualTo(new CardRead.Ended(EndReason.DECLINED));
        }
    }

    @Test
    void cda_wrongSignatureOnArqc_isDeclinedByASecondCommand() {
        TestCard card = TestCard.mastercard().profile("7D00").onTheWire(AuthenticationTest::withBrokenSignature);

        CardRead.Answered read = read(card, LARGE, Terminals.withCombined());

        assertThat(read.outcome()).isInstanceOf(Outcome.Declined.class);
        assertThat(read.tvr().has(1, 3)).isTrue();
        assertThat(read.odaPassed()).isFalse();
        assertThat(card.last("80AE")).startsWith("80AE00001F5A31");
    }

    @Test
    void cda_unsignedTc_isDeclinedByTheTerminal() {
        String plain = "771E" + "9F270140" + "9F36020011" + "9F26081122334455667788" + "9F100706011203A00000" + "9000";
        TestCard card = TestCard.mastercard().profile("7D00").answering("80AE50", plain);
        try (CardSession session = Kernels.begin(card, SMALL, Terminals.withCombined())) {
            assertThat(session.read()).isEqualTo(new CardRead.Ended(EndReason.DECLINED));
        }
    }

    /** Nobody looks at the signature under an AAC: it is none that a TC or an ARQC must have. */
    @Test
    void cda_aacWithASignature_isAnAacAndAskedForOnce() {
        String signed = Hex.tlv(
                "77",
                Hex.tlv("9F27", "00"),
                Hex.tlv("9F36", "0011"),
                Hex.tlv("9F26", "1122334455667788"),
                Hex.tlv("9F4B", "00".repeat(128)));
        TestCard card = TestCard.mastercard().profile("7D00").answering("80AE", signed + "9000");

        CardRead.Answered read = read(card, SMALL, Terminals.withCombined());

        assertThat(((Outcome.Declined) read.outcome()).aac().value().hex()).isEqualTo("1122334455667788");
        assertThat(read.tvr().has(1, 3)).isFalse();
        assertThat(card.commands().stream().filter(command -> command.startsWith("80AE")))
                .hasSize(1);
    }

    @Test
    void cda_wrongSignatureOnTheLastTc_isDeclined() {
        TestCard card = TestCard.mastercard().profile("7D00").onTheWire(lastOnly());
        try (CardSession session = Kernels.begin(card, LARGE, Terminals.withCombined())) {
            assertThat(session.finish(Kernels.approved())).isEqualTo(new FinalOutcome.Declined());
        }
    }

    @Test
    void cda_wrongSignatureOnTheLastTcWithoutHost_isDeclined() {
        TestCard card =
                TestCard.mastercard().profile("7D00").with("9F0D", "0000000000").onTheWire(lastOnly());
        KernelSettings settings = combined(Lenient.SETTINGS);
        try (CardSession session = Kernels.begin(card, LARGE, settings)) {
            assertThat(session.finish(Kernels.unable())).isEqualTo(new FinalOutcome.Declined());
        }
    }

    @Test
    void oda_noMethodInCommon_isNotPerformedAndGoesOnline() {
        TestCard card = TestCard.visa().profile("1C00");

        CardRead.Answered read = read(card, SMALL, Terminals.settings());

        assertThat(read.tvr().toString()).isEqualTo("8000000000");
        assertThat(read.odaPassed()).isFalse();
        assertThat(read.outcome()).isInstanceOf(Outcome.AskHost.class);
    }

    @Test
    void oda_changedRecord_fails() {
        TestCard card = TestCard.visa().onTheWire(replacing("9F0702FF00", "9F0702FFC0"));

        CardRead.Answered read = read(card, SMALL, Terminals.settings());

        assertThat(read.tvr().toString()).isEqualTo("0800000000");
        assertThat(read.odaPassed()).isFalse();
        assertThat(read.outcome()).isInstanceOf(Outcome.AskHost.class);
    }

    @Test
    void oda_changedProfile_fails() {
        TestCard card = TestCard.visa().onTheWire(replacing("800E7C00", "800E7800"));

        assertThat(read(card, SMALL, Terminals.settings()).tvr().has(1, 4)).isTrue();
    }

    @Test
    void oda_keyThatTheTerminalHasNot_fails() {
        TestCard card = TestCard.visa().onTheWire(replacing("8F01F1", "8F01F2"));

        assertThat(read(card, SMALL, Terminals.settings()).tvr().toString()).isEqualTo("0800000000");
    }

    @Test
    void oda_certificateMissing_failsAndSaysSo() {
        TestCard card = TestCard.visa().onTheWire(replacing("8F01F1", "8701F1"));

        assertThat(read(card, SMALL, Terminals.settings()).tvr().toString()).isEqualTo("2800000000");
    }

    @Test
    void oda_staticTagListNamesMore_fails() {
        TestCard card = TestCard.visa().with("9F4A", "8284");

        assertThat(read(card, SMALL, Terminals.settings()).tvr().toString()).isEqualTo("0800000000");
    }

    @Test
    void oda_listWithoutTheUnpredictableNumber_fails() {
        TestCard card = TestCard.visa().with("9F49", "9F0206");

        assertThat(read(card, SMALL, Terminals.settings()).tvr().toString()).isEqualTo("0800000000");
        assertThat(card.was("0088")).isFalse();
    }

    @Test
    void dda_ownList_isTold() {
        TestCard card = TestCard.visa().with("9F49", "9F37049A03");

        assertThat(read(card, SMALL, Terminals.settings()).odaPassed()).isTrue();
        assertThat(card.last("0088")).startsWith("0088000007").endsWith("26031400");
    }

    @Test
    void dda_wrongSignature_fails() {
        TestCard card = TestCard.visa().onTheWire(AuthenticationTest::withBrokenSignature);

        assertThat(read(card, SMALL, Terminals.settings()).tvr().toString()).isEqualTo("0800000000");
    }

    @Test
    void dda_commandRefused_endsTheTransaction() {
        TestCard card = TestCard.visa().answering("0088", "6985");
        try (CardSession session = Kernels.begin(card, SMALL)) {
            assertThat(session.read()).isEqualTo(new CardRead.Ended(EndReason.CARD_ERROR));
        }
    }

    @Test
    void dda_answerWithoutSignature_endsTheTransaction() {
        TestCard card = TestCard.mastercard().answering("0088", "77049F4C0111" + "9000");
        try (CardSession session = Kernels.begin(card, SMALL)) {
            assertThat(session.read()).isEqualTo(new CardRead.Ended(EndReason.CARD_ERROR));
        }
    }

    private static CardRead.Answered read(TestCard card, long minor, KernelSettings settings) {
        try (CardSession session = Kernels.begin(card, minor, settings)) {
            return Kernels.answered(session);
        }
    }

    private static KernelSettings combined(KernelSettings settings) {
        return new KernelSettings(
                settings.terminalType(),
                settings.countryCode(),
                settings.currency(),
                Terminals.withCombined().capabilities(),
                settings.additionalCapabilities(),
                settings.deviceSerial(),
                settings.forceOnline(),
                settings.applications());
    }

    /** Breaks a byte of the card's own signature, where an answer has one: 128 bytes, by themselves or in 9F4B. */
    private static byte[] withBrokenSignature(byte[] answer) {
        String hex = Hex.of(answer);
        boolean signed = hex.contains("9F4B8180") || hex.startsWith("808180");
        if (signed) {
            answer[answer.length - 3] ^= 0x01;
        }
        return answer;
    }

    private static UnaryOperator<byte[]> lastOnly() {
        int[] signatures = {0};
        return answer -> {
            boolean signed = Hex.of(answer).contains("9F4B8180");
            return signed && ++signatures[0] == 2 ? withBrokenSignature(answer) : answer;
        };
    }

    private static UnaryOperator<byte[]> replacing(String from, String to) {
        return answer -> Hex.bytes(Hex.of(answer).replace(from, to));
    }
}
