package dev.tidegate.emv.traces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Aid;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.FinalOutcome;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.emv.HostAnswer;
import dev.tidegate.core.emv.Outcome;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.core.port.TransactionParameters;
import dev.tidegate.emv.contact.ContactKernel;
import dev.tidegate.emv.settings.KernelSettings;
import dev.tidegate.emv.settings.TerminalApplication;
import dev.tidegate.emv.settings.TerminalCapabilities;
import dev.tidegate.emv.testcard.Terminals;
import dev.tidegate.emv.testcard.TestReader;
import dev.tidegate.emv.testcard.Trace;
import dev.tidegate.emv.testcard.TraceCard;
import dev.tidegate.emv.testcard.Vectors;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.Currency;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * The kernel against cards that answer as recorded ones did: with the recorded terminal's settings, amount, date and
 * number, it sends the very bytes that the recorded terminal sent.
 */
final class RecordedTransactionTest {
    /** Australia, as the recorded terminals. */
    private static final int AUSTRALIA = 36;

    /** What the recorded issuer sent: eight bytes, which the two cards refuse or ignore. */
    private static final TlvSet ISSUER_DATA =
            TlvSet.empty().with(Tag.ISSUER_AUTHENTICATION, Octets.ofHex("1122334455667788"));

    @Test
    void visa_recordedOnlineSale_isPlayedByteForByte() {
        TraceCard card = card("visa");
        ContactKernel kernel = kernel(card, "602800", "A0000000031010", "008C", "D3173A1F");

        try (CardSession session = kernel.begin(sale(1_000, LocalDateTime.of(2012, 3, 16, 12, 0)))) {
            CardRead.Answered read = answered(session);
            FinalOutcome last = session.finish(new HostAnswer.Answered(true, "00", ISSUER_DATA));

            assertThat(read.outcome()).isInstanceOf(Outcome.AskHost.class);
            assertThat(read.cvm()).isEqualTo(CvmResult.SIGNATURE);
            assertThat(read.tvr().toString()).isEqualTo("8000008000");
            FinalOutcome.Approved approved = (FinalOutcome.Approved) last;
            assertThat(approved.tc().value().hex()).isEqualTo("BB31D191BCED0CF2");
            assertThat(value(approved.tags(), Tag.TERMINAL_VERIFICATION_RESULTS))
                    .isEqualTo("8000008040");
            assertThat(value(approved.tags(), Tag.ISSUER_APPLICATION)).isEqualTo("06010A0364BC00");
        }
        assertPlayed("visa", card, 10, 0);
        assertThat(card.exact())
                .contains("80AE80001D00000000100000000000000000368000008000003612031600D3173A1F00")
                .contains("00820000081122334455667788")
                .contains("80AE40001F303000000000100000000000000000368000008040003612031600D3173A1F00");
    }

    @Test
    void visa_recordedOnlineSale_isFrozenAsRecorded() {
        TraceCard card = card("visa");
        ContactKernel kernel = kernel(card, "602800", "A0000000031010", "008C", "D3173A1F");

        try (CardSession session = kernel.begin(sale(1_000, LocalDateTime.of(2012, 3, 16, 12, 0)))) {
            FrozenTags frozen = ((Outcome.AskHost) answered(session).outcome()).tags();

            assertThat(value(frozen, Tag.APPLICATION_CRYPTOGRAM)).isEqualTo("7CB3BA090724C524");
            assertThat(value(frozen, Tag.ATC)).isEqualTo("0029");
            assertThat(value(frozen, Tag.ISSUER_APPLICATION))
                    .isEqualTo("06010A03A4B8000F112233445566778899AABBCCDDEEFF");
            assertThat(value(frozen, Tag.UNPREDICTABLE_NUMBER)).isEqualTo("D3173A1F");
            assertThat(value(frozen, Tag.TERMINAL_COUNTRY)).isEqualTo("0036");
            assertThat(value(frozen, Tag.DEDICATED_FILE_NAME)).isEqualTo("A0000000031010");
        }
    }

    @Test
    void mastercard_recordedOnlineSale_isPlayedByteForByte() {
        TraceCard card = card("mastercard");
        ContactKernel kernel = kernel(card, "602800", "A0000000041010", "0002", "8221F601");

        try (CardSession session = kernel.begin(sale(1_000, LocalDateTime.of(2012, 3, 16, 12, 0)))) {
            CardRead.Answered read = answered(session);
            FinalOutcome last = session.finish(new HostAnswer.Answered(true, "00", ISSUER_DATA));

            assertThat(((Outcome.AskHost) read.outcome()).arqc().value().hex()).isEqualTo("4573436B1E4B95DD");
            assertThat(read.label()).isEqualTo("PPC MCD 04  v20");
            assertThat(last).isEqualTo(new FinalOutcome.Declined());
        }
        assertPlayed("mastercard", card, 10, 0);
        assertThat(card.exact())
                .contains("80AE80002B000000001000000000000000000280000080000036120316008221F601" + "22" + "0000"
                        + "0000000000000000" + "5E030000")
                .contains("80AE40001D11223344556677880000303080000080008221F601000000000000000000");
    }

    @Test
    void mastercard_sameCardWithSda_isAuthenticatedByItsRealSignature() {
        TraceCard card = card("mastercard");
        ContactKernel kernel = kernel(card, "602880", "A0000000041010", "0002", "8221F601");

        try (CardSession session = kernel.begin(sale(1_000, LocalDateTime.of(2012, 3, 16, 12, 0)))) {
            assertThat(answered(session).odaPassed()).isTrue();
            assertThat(answered(session).tvr().toString()).isEqualTo("0200008000");
        }
        // DAC0, the data authentication code of the recorded signature, is told by CDOL 1.
        assertThat(card.alike()).anyMatch(command -> command.startsWith("80AE") && command.contains("22DAC0"));
    }

    @Test
    void upi_recordedOnlineSale_isPlayedUpToTheRecordedNumber() {
        TraceCard card = card("upi");
        ContactKernel kernel = kernel(card, "6028C0", "A0000003330101", "0020", "7863AFC6");

        try (CardSession session = kernel.begin(sale(6_580, LocalDateTime.of(2015, 3, 16, 16, 1, 36)))) {
            CardRead.Answered read = answered(session);
            FinalOutcome last = session.finish(new HostAnswer.Answered(true, "00", ISSUER_DATA));

            assertThat(read.odaPassed()).isTrue();
            assertThat(read.tvr().toString()).isEqualTo("0000008000");
            assertThat(read.aid().toString()).isEqualTo("A000000333010102");
            assertThat(read.label()).isEqualTo("UICC CREDIT");
            assertThat(((FinalOutcome.Approved) last).tc().value().hex()).isEqualTo("E5869B494D460AB4");
        }
        // The recorded terminal took one number for INTERNAL AUTHENTICATE and another for GENERATE AC; ours has one.
        assertPlayed("upi", card, 20, 2);
        assertThat(card.alike().getFirst().replace("7863AFC6", "3510540E"))
                .isEqualTo("80AE800037000000006580000000000000003600000080000036150316003510540E" + "160136"
                        + "0000000000000000000000000000000000000000" + "5E030000");
        assertThat(card.alike().getLast().replace("7863AFC6", "3510540E"))
                .isEqualTo("80AE4000243030000000006580000000000000003600000080400036150316003510540E160136F80000");
    }

    private static TraceCard card(String scheme) {
        return new TraceCard(Trace.read("traces/contact-" + scheme + "-in.txt"));
    }

    private static void assertPlayed(String scheme, TraceCard card, int exact, int alike) {
        System.out.println("contact-" + scheme + ": " + card.exact().size() + " commands as recorded, "
                + card.alike().size() + " with another number, "
                + card.unknown().size() + " not recorded");
        assertThat(card.exact()).hasSize(exact);
        assertThat(card.alike()).hasSize(alike);
    }

    private static ContactKernel kernel(
            TraceCard card, String capabilities, String aid, String version, String unpredictableNumber) {
        TerminalApplication application = TerminalApplication.of(
                new Aid(Octets.ofHex(aid)),
                true,
                Octets.ofHex(version),
                Terminals.codes("0000000000", "FFFFFFFFFF", "FFFFFFFFFF"),
                0);
        KernelSettings settings = new KernelSettings(
                0x22,
                AUSTRALIA,
                Currency.getInstance("AUD"),
                new TerminalCapabilities(Octets.ofHex(capabilities)),
                Octets.ofHex("6000F0A001"),
                "TILL0001",
                false,
                List.of(application));
        return new ContactKernel(
                TestReader.with(card),
                settings,
                Vectors.authorityKeys(),
                recorded(unpredictableNumber),
                InstantSource.fixed(Instant.EPOCH));
    }

    private static RandomGenerator recorded(String unpredictableNumber) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public void nextBytes(byte[] bytes) {
                byte[] number = HexFormat.of().parseHex(unpredictableNumber);
                System.arraycopy(number, 0, bytes, 0, bytes.length);
            }
        };
    }

    private static TransactionParameters sale(long minor, LocalDateTime at) {
        return new TransactionParameters(Amount.of(minor, "AUD"), at, Duration.ofSeconds(1));
    }

    private static CardRead.Answered answered(CardSession session) {
        if (session.read() instanceof CardRead.Answered answered) {
            return answered;
        }
        throw new AssertionError("expected a cryptogram, not " + session.read());
    }

    private static String value(FrozenTags frozen, Tag tag) {
        return frozen.tags().value(tag).hex();
    }
}
