package dev.tidegate.emv.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.emv.Outcome;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.emv.settings.KernelSettings;
import dev.tidegate.emv.testcard.Terminals;
import dev.tidegate.emv.testcard.TestCard;
import org.junit.jupiter.api.Test;

/** The first half of a transaction: what the card is asked for, what it answers, what is kept of it. */
final class FirstCryptogramTest {
    private static final long SMALL = 1_250;
    private static final long LARGE = 7_500;

    @Test
    void begin_smallSale_asksForTc() {
        TestCard card = TestCard.mastercard();

        try (CardSession session = Kernels.begin(card, SMALL)) {
            assertThat(Kernels.answered(session).outcome()).isInstanceOf(Outcome.Approved.class);
        }
        assertThat(card.last("80AE")).startsWith("80AE40001D");
    }

    @Test
    void begin_largeSale_asksForArqc() {
        TestCard card = TestCard.visa();

        try (CardSession session = Kernels.begin(card, LARGE)) {
            assertThat(Kernels.answered(session).outcome()).isInstanceOf(Outcome.AskHost.class);
        }
        assertThat(card.last("80AE")).startsWith("80AE80001D");
    }

    @Test
    void begin_saleOfTheFloorLimit_asksForArqc() {
        TestCard card = TestCard.visa();

        try (CardSession session = Kernels.begin(card, Terminals.FLOOR_LIMIT)) {
            assertThat(Kernels.answered(session).tvr().has(4, 8)).isTrue();
        }
    }

    @Test
    void begin_saleJustBelowTheFloorLimit_asksForTc() {
        TestCard card = TestCard.visa();

        try (CardSession session = Kernels.begin(card, Terminals.FLOOR_LIMIT - 1)) {
            assertThat(Kernels.answered(session).outcome()).isInstanceOf(Outcome.Approved.class);
        }
    }

    @Test
    void begin_cardLowersTcToArqc_asksHost() {
        TestCard card = TestCard.visa().first(Type.ARQC);

        try (CardSession session = Kernels.begin(card, SMALL)) {
            assertThat(Kernels.answered(session).outcome()).isInstanceOf(Outcome.AskHost.class);
        }
    }

    @Test
    void begin_cardGivesAac_isDeclined() {
        TestCard card = TestCard.visa().first(Type.AAC);

        try (CardSession session = Kernels.begin(card, LARGE)) {
            assertThat(Kernels.answered(session).outcome()).isInstanceOf(Outcome.Declined.class);
        }
    }

    @Test
    void begin_merchantForcesOnline_asksForArqc() {
        KernelSettings settings = Terminals.settings("6028C0", 0x22, true);
        TestCard card = TestCard.visa();

        try (CardSession session = Kernels.begin(card, SMALL, settings)) {
            assertThat(Kernels.answered(session).tvr().has(4, 4)).isTrue();
            assertThat(Kernels.answered(session).outcome()).isInstanceOf(Outcome.AskHost.class);
        }
    }

    @Test
    void begin_issuerDeniesExpired_asksForAac() {
        TestCard card = TestCard.visa().with("5F24", "250101").with("9F0E", "0040000000");

        try (CardSession session = Kernels.begin(card, SMALL)) {
            assertThat(Kernels.answered(session).outcome()).isInstanceOf(Outcome.Declined.class);
        }
        assertThat(card.last("80AE")).startsWith("80AE0000");
    }

    @Test
    void begin_expiredCard_goesOnline() {
        TestCard card = TestCard.visa().with("5F24", "250101");

        try (CardSession session = Kernels.begin(card, SMALL)) {
            assertThat(Kernels.answered(session).tvr().has(2, 7)).isTrue();
            assertThat(Kernels.answered(session).outcome()).isInstanceOf(Outcome.AskHost.class);
        }
    }

    @Test
    void begin_offlineOnlyTerminal_asksForTcByTheDefaultCodes() {
        KernelSettings settings = Terminals.settings("6028C0", 0x23, false);
        TestCard card = TestCard.visa();

        try (CardSession session = Kernels.begin(card, SMALL, settings)) {
            assertThat(Kernels.answered(session).outcome()).isInstanceOf(Outcome.Approved.class);
        }
    }

    @Test
    void begin_offlineOnlyTerminalAboveTheFloorLimit_asksForAac() {
        KernelSettings settings = Terminals.settings("6028C0", 0x23, false);
        TestCard card = TestCard.visa();

        try (CardSession session = Kernels.begin(card, LARGE, settings)) {
            assertThat(Kernels.answered(session).outcome()).isInstanceOf(Outcome.Declined.class);
        }
    }

    @Test
    void begin_anyCard_saysWhatItIs() {
        try (CardSession session = Kernels.begin(TestCard.mastercard(), SMALL)) {
            CardRead.Answered read = Kernels.answered(session);

            assertThat(read.entryMode()).isEqualTo(EntryMode.CHIP);
            assertThat(read.aid().toString()).isEqualTo(TestCard.MASTERCARD);
            assertThat(read.label()).isEqualTo("TEST");
            assertThat(read.cvm()).isEqualTo(CvmResult.SIGNATURE);
            assertThat(read.tsi().hex()).isEqualTo("E800");
        }
    }

    @Test
    void begin_anyCard_givesTheClearCard() {
        try (CardSession session = Kernels.begin(TestCard.visa(), SMALL)) {
            CardRead.Answered read = Kernels.answered(session);

            assertThat(new String(read.card().pan().digits(), java.nio.charset.StandardCharsets.US_ASCII))
                    .isEqualTo(TestCard.VISA_PAN);
            assertThat(read.card().expiry().yearMonth()).isEqualTo("3912");
            assertThat(read.card().panSequence()).isEqualTo(1);
            assertThat(read.card().track2()).isNotNull();
        }
    }

    @Test
    void begin_partialName_selectsTheCardsOwn() {
        TestCard card = TestCard.visa();

        try (CardSession session = Kernels.begin(card, SMALL)) {
            assertThat(Kernels.answered(session).aid().toString()).isEqualTo(TestCard.VISA);
        }
    }

    @Test
    void begin_cardWithoutDirectory_isFoundByTheList() {
        TestCard card = TestCard.mastercard().withoutDirectory();

        try (CardSession session = Kernels.begin(card, SMALL)) {
            assertThat(Kernels.answered(session).outcome()).isInstanceOf(Outcome.Approved.class);
        }
        assertThat(card.was("00A4040005A000000003")).isTrue();
    }

    @Test
    void begin_processingListAsksForCountry_isTold() {
        TestCard card = TestCard.visa().processingList("9F1A029F3501");

        try (CardSession session = Kernels.begin(card, SMALL)) {
            assertThat(Kernels.answered(session).outcome()).isInstanceOf(Outcome.Approved.class);
        }
        assertThat(card.last("80A8")).isEqualTo("80A80000058303" + "0276" + "22" + "00");
    }

    @Test
    void frozen_arqc_areTheValuesOfTheCommand() {
        TestCard card = TestCard.visa();

        try (CardSession session = Kernels.begin(card, LARGE)) {
            FrozenTags frozen = ((Outcome.AskHost) Kernels.answered(session).outcome()).tags();
            String told = card.last("80AE").substring(10);

            assertThat(frozen.tags().value(Tag.AMOUNT_AUTHORISED).hex()).isEqualTo("000000007500");
            assertThat(told)
                    .startsWith(value(frozen, Tag.AMOUNT_AUTHORISED)
                            + value(frozen, Tag.AMOUNT_OTHER)
                            + value(frozen, Tag.TERMINAL_COUNTRY)
                            + value(frozen, Tag.TERMINAL_VERIFICATION_RESULTS)
                            + value(frozen, Tag.TRANSACTION_CURRENCY)
                            + value(frozen, Tag.TRANSACTION_DATE)
                            + value(frozen, Tag.TRANSACTION_TYPE)
                            + value(frozen, Tag.UNPREDICTABLE_NUMBER));
        }
    }

    @Test
    void frozen_arqc_holdTheMinimumAndNothingSecret() {
        try (CardSession session = Kernels.begin(TestCard.visa(), LARGE)) {
            FrozenTags frozen = ((Outcome.AskHost) Kernels.answered(session).outcome()).tags();

            assertThat(frozen.tags().tags().stream().map(Tag::toString))
                    .containsExactlyInAnyOrder(
                            "82", "84", "95", "9A", "9B", "9C", "5F2A", "5F34", "9F02", "9F03", "9F06", "9F09", "9F10",
                            "9F1A", "9F1E", "9F26", "9F27", "9F33", "9F34", "9F35", "9F36", "9F37");
        }
    }

    @Test
    void frozen_arqc_haveTheStatusOfBeforeItsAnswer() {
        try (CardSession session = Kernels.begin(TestCard.visa(), LARGE)) {
            CardRead.Answered read = Kernels.answered(session);
            FrozenTags frozen = ((Outcome.AskHost) read.outcome()).tags();

            assertThat(value(frozen, Tag.TRANSACTION_STATUS_INFORMATION)).isEqualTo("C800");
            assertThat(read.tsi().hex()).isEqualTo("E800");
        }
    }

    @Test
    void frozen_tc_haveY1() {
        try (CardSession session = Kernels.begin(TestCard.visa(), SMALL)) {
            FrozenTags frozen = ((Outcome.Approved) Kernels.answered(session).outcome()).tags();

            assertThat(value(frozen, Tag.AUTHORISATION_RESPONSE_CODE)).isEqualTo("5931");
            assertThat(value(frozen, Tag.CRYPTOGRAM_INFORMATION)).isEqualTo("40");
        }
    }

    @Test
    void frozen_arqcAfterARequestForTc_haveNoResponseCode() {
        try (CardSession session = Kernels.begin(TestCard.visa().first(Type.ARQC), SMALL)) {
            FrozenTags frozen = ((Outcome.AskHost) Kernels.answered(session).outcome()).tags();

            assertThat(frozen.tags().has(Tag.AUTHORISATION_RESPONSE_CODE)).isFalse();
        }
    }

    @Test
    void frozen_cardsOwnVersionOfATerminalValue_isLeftOut() {
        TestCard card = TestCard.visa().with("9F1A", "0840").with("9F53", "52").with("9F7C", "00");

        try (CardSession session = Kernels.begin(card, LARGE)) {
            FrozenTags frozen = ((Outcome.AskHost) Kernels.answered(session).outcome()).tags();

            assertThat(value(frozen, Tag.TERMINAL_COUNTRY)).isEqualTo("0276");
            assertThat(frozen.tags().has(new Tag(0x9F53))).isFalse();
            assertThat(frozen.tags().has(new Tag(0x9F7C))).isFalse();
        }
    }

    @Test
    void close_anySession_wipesTheCard() {
        CardSession session = Kernels.begin(TestCard.visa(), SMALL);
        CardRead.Answered read = Kernels.answered(session);

        session.close();

        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> read.card().pan().digits())
                .isInstanceOf(IllegalStateException.class);
    }

    private static String value(FrozenTags frozen, Tag tag) {
        return frozen.tags().value(tag).hex();
    }
}
