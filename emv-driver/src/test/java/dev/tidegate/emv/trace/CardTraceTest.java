package dev.tidegate.emv.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.emv.apdu.CardChannel;
import dev.tidegate.emv.contact.ContactKernel;
import dev.tidegate.emv.data.TlvElement;
import dev.tidegate.emv.testcard.DecodedTrace;
import dev.tidegate.emv.testcard.Hex;
import dev.tidegate.emv.testcard.Mutation;
import dev.tidegate.emv.testcard.Terminals;
import dev.tidegate.emv.testcard.TestCard;
import dev.tidegate.emv.testcard.TestIssuer;
import dev.tidegate.emv.testcard.TestReader;
import dev.tidegate.emv.testcard.Trace;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CardTraceTest {
    private final List<String> lines = new ArrayList<>();
    private final AtomicLong clock = new AtomicLong();

    private String traced(CardChannel card) {
        CardTrace trace = new CardTrace(card, lines::add, () -> clock.addAndGet(1_500_000));
        ContactKernel kernel = new ContactKernel(
                TestReader.with(trace),
                Terminals.settings("60B8C8", 0x22, false),
                TestIssuer.keys(),
                new SplittableRandom(7),
                InstantSource.fixed(Instant.parse("2026-03-14T14:09:26Z")));
        try (CardSession session = kernel.begin(Terminals.sale(7_500))) {
            assertThat(session.read()).isInstanceOfAny(CardRead.Answered.class, CardRead.Ended.class);
        }
        return String.join("\n", lines);
    }

    @Test
    void transaction_isToldCommandByCommand() {
        assertThat(traced(TestCard.visa()).lines().filter(line -> !line.startsWith("    ")))
                .containsExactly(
                        " 1  SELECT 1PAY.SYS.DDF01",
                        " 2  READ RECORD 1 of short file 1",
                        " 3  READ RECORD 2 of short file 1",
                        " 4  SELECT A0000000031010",
                        " 5  GET PROCESSING OPTIONS",
                        " 6  READ RECORD 1 of short file 1",
                        " 7  READ RECORD 2 of short file 1",
                        " 8  READ RECORD 1 of short file 2",
                        " 9  READ RECORD 2 of short file 2",
                        "10  READ RECORD 3 of short file 2",
                        "11  INTERNAL AUTHENTICATE",
                        "12  GENERATE AC ARQC");
    }

    @Test
    void valuesOfAList_getTheirTagsBack() {
        assertThat(traced(TestCard.visa()))
                .contains("9F02 amount authorised: 000000007500")
                .contains("95 terminal verification results: 0000008000\n        4.8 floor limit exceeded");
    }

    @Test
    void profile_isToldBitByBit() {
        assertThat(traced(TestCard.visa()))
                .contains("82 application interchange profile: 7C00")
                .contains("1.6 DDA supported");
    }

    @Test
    void cryptogram_isNamed() {
        assertThat(traced(TestCard.mastercard().first(Type.AAC))).contains("cryptogram information data: 00 AAC");
    }

    @Test
    void fileLocator_isToldByRecords() {
        assertThat(traced(TestCard.mastercard())).contains("short file 2, records 1 to 3, 0 authenticated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"visa", "mastercard"})
    void trace_ofAWholeTransaction_showsNoCardData(String scheme) {
        TestCard card = (scheme.equals("visa") ? TestCard.visa() : TestCard.mastercard())
                .with("5F20", Hex.of("TIDE/GATE".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .with("8C", TestCard.CDOL_1 + "5A08");

        String text = traced(card);

        assertThat(text)
                .doesNotContain(TestCard.VISA_PAN)
                .doesNotContain(TestCard.MASTERCARD_PAN)
                .doesNotContain("3912")
                .doesNotContain("TIDE")
                .contains("5A primary account number: …");
    }

    @Test
    void pin_isNeverShown() {
        CardTrace trace = new CardTrace(TestCard.visa().withPin("1234", 3), lines::add, () -> 0);

        trace.transmit(ByteBuffer.wrap(Hex.bytes("0020008008241234FFFFFFFFFF")), ByteBuffer.allocate(258));

        assertThat(lines).containsExactly(" 1  VERIFY, plaintext PIN, not shown", "    9000 done  (0.0 ms)");
    }

    @Test
    void card_takenAway_isTold() {
        assertThat(traced(TestCard.visa().removedAt(3))).endsWith("    the card was taken away  (1.5 ms)");
    }

    @Test
    void timeOfTheCard_isCounted() {
        CardTrace trace = new CardTrace(TestCard.visa(), lines::add, () -> clock.addAndGet(2_000_000));

        trace.transmit(ByteBuffer.wrap(Hex.bytes("80CA9F3600")), ByteBuffer.allocate(258));
        trace.transmit(ByteBuffer.wrap(Hex.bytes("80CA9F1700")), ByteBuffer.allocate(258));

        assertThat(trace.commands()).isEqualTo(2);
        assertThat(trace.cardNanos()).isEqualTo(4_000_000);
    }

    /** What another project reads in a recorded transaction is told here, too: every tag of every answer. */
    @ParameterizedTest
    @CsvSource({"visa, 45", "mastercard, 80", "upi, 75"})
    void recordedTransaction_tellsEveryTagThatAnotherTells(String scheme, int atLeast) {
        Trace recorded = Trace.read("traces/contact-" + scheme + "-in.txt");
        DecodedTrace decoded = DecodedTrace.read("traces/contact-" + scheme + "-out.txt");
        ExchangeText text = new ExchangeText();
        int tags = 0;
        for (int i = 0; i < recorded.exchanges().size(); i++) {
            Trace.Exchange exchange = recorded.exchanges().get(i);
            text.command(Hex.slice(exchange.command()));
            if (!exchange.succeeded() || exchange.answer().length() <= 8) {
                continue;
            }
            String told = String.join("\n", text.answer(Hex.slice(exchange.command()), Hex.slice(exchange.answer())));
            for (DecodedTrace.Line line : decoded.exchanges().get(i).answer()) {
                if (line.asked() < 0 && tags(exchange.data()).contains(line.tag())) {
                    assertThat(told).as("exchange %d", i + 1).contains(line.tag() + " ");
                    tags++;
                }
            }
        }
        System.out.println("trace contact-" + scheme + ": " + tags + " tags told");
        assertThat(tags).isGreaterThanOrEqualTo(atLeast);
    }

    // The other project's text also names bits, and what it finds inside signatures.
    private static Set<String> tags(String run) {
        Set<String> found = new HashSet<>();
        for (TlvElement element : TlvElement.readAll(Hex.slice(run))) {
            found.add(element.tag().toString());
            if (element.tag().isConstructed()) {
                found.addAll(tags(Hex.of(element.value())));
            }
        }
        return found;
    }

    @Test
    void anyAnswer_ofAMutatingCard_isToldWithoutAnException() {
        long seed = Long.getLong("seed", 20_261_122L);
        System.out.println("traced mutations: seed " + seed);
        for (int run = 0; run < 2_000; run++) {
            lines.clear();
            TestCard card = TestCard.visa().onTheWire(new Mutation(new SplittableRandom(seed + run), 6));

            assertThat(traced(card)).doesNotContain(TestCard.VISA_PAN);
        }
    }
}
