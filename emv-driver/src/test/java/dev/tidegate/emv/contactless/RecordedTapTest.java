package dev.tidegate.emv.contactless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Aid;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.core.port.TransactionParameters;
import dev.tidegate.emv.apdu.CardChannel;
import dev.tidegate.emv.data.CardMemory;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.entrypoint.Combination;
import dev.tidegate.emv.entrypoint.CombinationRules;
import dev.tidegate.emv.entrypoint.EntryPoint;
import dev.tidegate.emv.entrypoint.KernelId;
import dev.tidegate.emv.entrypoint.KernelOutcome;
import dev.tidegate.emv.entrypoint.TransactionQualifiers;
import dev.tidegate.emv.settings.ActionCodes;
import dev.tidegate.emv.settings.KernelSettings;
import dev.tidegate.emv.settings.TerminalCapabilities;
import dev.tidegate.emv.testcard.Hex;
import dev.tidegate.emv.testcard.Play;
import dev.tidegate.emv.testcard.Terminals;
import dev.tidegate.emv.testcard.TestReader;
import dev.tidegate.emv.testcard.Trace;
import dev.tidegate.emv.testcard.TraceCard;
import dev.tidegate.emv.testcard.Vectors;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Cards that others recorded. */
final class RecordedTapTest {
    private static final String DIRECTORY = "00A404000E325041592E5359532E444446303100";

    private static final List<String> TAPS = List.of(
            "FailErrorCard",
            "FailPpseVisaAid",
            "GeldKartePpse",
            "InteractPpse",
            "LockedCard",
            "MasterCardPpse",
            "MasterCardPpse2",
            "MasterCardPpse3",
            "UnknownCard",
            "VisaCardAid",
            "VisaCardNullTransaction",
            "VisaCardPpse",
            "VisaCardPpse2",
            "VisaCardPpse3",
            "VisaCardPpseNoCplc",
            "VisaCardPpseNoOptions",
            "VisaCardPse",
            "wrapperTestSW_61",
            "wrapperTestSW_6C");

    @Test
    void mastercard_recordedTerminalsSale_sendsItsVeryBytes() {
        Trace trace = Trace.read("traces/contactless-mastercard-in.txt");
        TraceCard recorded = new TraceCard(trace);

        KernelOutcome<TapAnswer> outcome = outcome(recorded);

        assertThat(recorded.exact())
                .containsExactlyElementsOf(
                        trace.exchanges().stream().map(Trace.Exchange::command).toList());
        assertThat(recorded.alike()).isEmpty();
        assertThat(recorded.unknown()).isEmpty();
        assertThat(outcome.kind()).isEqualTo(KernelOutcome.Kind.APPROVED);
        TapAnswer.WithCryptogram answer = Taps.found(outcome);
        assertThat(answer.cryptogram().value().hex()).isEqualTo("D58B731AF5885C06");
        assertThat(answer.cvm()).isEqualTo(CvmResult.SIGNATURE);
        assertThat(answer.authenticated()).isTrue();
        System.out.println("contactless-mastercard: " + recorded.exact().size() + " commands, byte for byte");
    }

    /** The card alone wants no number of the terminal's, and so its command is that of every terminal. */
    @Test
    void mastercard_recordedStripeMode_sendsItsVeryBytesAndFillsTheTrack() {
        Trace trace = Trace.read("traces/contactless-msd-in.txt");
        TraceCard recorded = new TraceCard(trace);

        KernelOutcome<TapAnswer> outcome = outcome(recorded);

        assertThat(recorded.exact())
                .containsExactlyElementsOf(
                        trace.exchanges().stream().map(Trace.Exchange::command).toList());
        assertThat(recorded.alike()).isEmpty();
        assertThat(recorded.unknown()).isEmpty();
        assertThat(outcome.kind()).isEqualTo(KernelOutcome.Kind.ONLINE_REQUEST);
        TapAnswer answer = Objects.requireNonNull(outcome.found());
        assertThat(answer.cvm()).isEqualTo(CvmResult.SIGNATURE);
        // The checksum, 501, is in the last three places; behind it goes how many digits of a number there are: none.
        assertThat(Hex.of(answer.card().value(new Tag(0x57)))).endsWith("D1412101067750500F");
        System.out.println("contactless-msd: " + recorded.exact().size() + " commands, byte for byte");
    }

    // Numbers of these cards are masked, and they were read by programs that tell them nothing: none can be sold with.
    @Test
    void kernel_cardsRecordedByReaders_endInAValue() {
        Map<String, Integer> ends = new TreeMap<>();
        for (String name : TAPS) {
            ContactlessKernel kernel =
                    Taps.kernel(TestReader.with(recorded("taps/" + name + ".txt")), new SplittableRandom(7));
            try (CardSession session = kernel.begin(Terminals.sale(1_000))) {
                String end = session.read() instanceof CardRead.Ended ended
                        ? ended.reason().name()
                        : "cryptogram";
                ends.merge(end, 1, Integer::sum);
            }
        }

        System.out.println("recorded taps: " + TAPS.size() + " cards: " + ends);
        assertThat(ends.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(19);
    }

    private static KernelOutcome<TapAnswer> outcome(TraceCard recorded) {
        TransactionParameters sale = new TransactionParameters(
                Amount.of(10_001, "AUD"), LocalDateTime.of(2012, 3, 15, 12, 0), Duration.ofSeconds(1));
        TapInputs inputs =
                new TapInputs(settings(), Taps.files(Vectors.authorityKeys()), sale, Octets.ofHex("000EEC85"), 0);
        EntryPoint<TapAnswer> entry = EntryPoint.prepared(
                settings().combinations(),
                10_001,
                100,
                activation -> new MastercardKernel(inputs).activate(activation));
        return Play.result(
                        entry.present(CardObjects.in(new CardMemory()), null, TlvSet.empty()), withDirectory(recorded))
                .outcome()
                .get();
    }

    private static ContactlessSettings settings() {
        TerminalVerificationResults none = TerminalVerificationResults.none();
        KernelSettings terminal = new KernelSettings(
                0x22,
                36,
                Currency.getInstance("AUD"),
                new TerminalCapabilities(Octets.ofHex("6028C8")),
                Octets.ofHex("6000F0A001"),
                "TILL0001",
                false,
                List.of(Terminals.application("A0000000041010", false)));
        Combination combination = new Combination(
                new Aid(Octets.ofHex("A0000000041010")),
                KernelId.C2,
                new CombinationRules(
                        false,
                        true,
                        false,
                        CombinationRules.NO_LIMIT,
                        10_001,
                        CombinationRules.NO_LIMIT,
                        10_000,
                        new TransactionQualifiers(Octets.ofHex("A0000000"))));
        return new ContactlessSettings(
                terminal,
                List.of(new ContactlessApplication(
                        combination, Octets.ofHex("0002"), new ActionCodes(none, none, none), 20_000, 20_000)));
    }

    // The recording begins behind the directory, and leaves out the second record of file 3, which nothing signs.
    private static CardChannel withDirectory(CardChannel card) {
        String entry = Hex.tlv("BF0C", Hex.tlv("61", Hex.tlv("4F", "A0000000041010")));
        String answer = Hex.tlv("6F", Hex.tlv("84", DIRECTORY.substring(10, 38)), Hex.tlv("A5", entry)) + "9000";
        Map<String, String> added = Map.of(DIRECTORY, answer, "00B2021C00", "70009000");
        return (command, response) -> {
            ByteBuffer copy = command.duplicate();
            byte[] bytes = new byte[copy.remaining()];
            copy.get(bytes);
            String own = added.get(Hex.of(bytes));
            if (own == null) {
                return card.transmit(command, response);
            }
            response.put(Hex.bytes(own));
            return CardChannel.Transmission.ANSWERED;
        };
    }

    // Answers by class, instruction and parameters, selection by name: what is told to these cards differs from the
    // recording.
    private static CardChannel recorded(String path) {
        Map<String, String> answers = new HashMap<>();
        String command = "";
        for (String line : Vectors.lines(path)) {
            String hex = line.replaceFirst("^.*?:", "").replace(" ", "").toUpperCase(java.util.Locale.ROOT);
            if (line.startsWith("send:")) {
                command = hex;
            } else if (line.startsWith("resp:") && hex.matches("([0-9A-F]{2})+")) {
                answers.putIfAbsent(key(command), hex);
            }
        }
        return (asked, response) -> {
            byte[] bytes = new byte[asked.remaining()];
            asked.get(bytes);
            byte[] answer = Hex.bytes(answers.getOrDefault(key(Hex.of(bytes)), "6A82"));
            if (answer.length > response.remaining()) {
                return CardChannel.Transmission.SILENT;
            }
            response.put(answer);
            return CardChannel.Transmission.ANSWERED;
        };
    }

    private static String key(String command) {
        return command.startsWith("00A4") ? command : command.substring(0, Math.min(8, command.length()));
    }
}
