package dev.tidegate.emv.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.emv.FinalOutcome;
import dev.tidegate.core.emv.HostAnswer;
import dev.tidegate.core.emv.Outcome;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.emv.settings.KernelSettings;
import dev.tidegate.emv.testcard.Terminals;
import dev.tidegate.emv.testcard.TestCard;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every way through a transaction: what is asked, what the card gives, what the issuer says, what the card says last.
 * What is expected is written down once more here, as a table of the book would have it, and not as the kernel has it.
 */
final class EveryPathTest {
    /** What the issuer says. */
    private enum Host {
        APPROVES,
        DECLINES,
        SILENT
    }

    /**
     * One way.
     *
     * @param large above the floor limit: an ARQC is asked for, else a TC
     * @param denied the issuer's code denies what is found: an AAC is asked for
     * @param lenient the default codes let the card approve without its issuer
     */
    private record Way(
            boolean large, boolean denied, boolean lenient, boolean templates, Type first, Host host, Type second) {
        Type asked() {
            return denied ? Type.AAC : large ? Type.ARQC : Type.TC;
        }

        Type askedLast() {
            return switch (host) {
                case APPROVES -> Type.TC;
                case DECLINES -> Type.AAC;
                // Below the floor limit nothing is found, and no code meets nothing.
                case SILENT -> lenient || !large ? Type.TC : Type.AAC;
            };
        }

        /** How the first half ends: the kind of cryptogram, or none. */
        String expectedFirst() {
            List<Type> allowed = switch (asked()) {
                case TC -> List.of(Type.TC, Type.ARQC, Type.AAC);
                case ARQC -> List.of(Type.ARQC, Type.AAC);
                case AAC -> List.of(Type.AAC);
            };
            return allowed.contains(first) ? first.name() : "CARD_ERROR";
        }

        String expectedLast() {
            boolean broken = second == Type.ARQC || second == Type.TC && askedLast() == Type.AAC;
            boolean approved = second == Type.TC && !broken;
            return switch (host) {
                case APPROVES -> approved ? "Approved" : "Declined";
                case DECLINES -> "Declined";
                case SILENT -> approved ? "Approved" : "Deferrable";
            };
        }

        TestCard card() {
            TestCard card = templates ? TestCard.mastercard() : TestCard.visa();
            card = denied ? card.with("9F0E", "0040000000").with("5F24", "250101") : card;
            return card.with("9F0D", lenient ? "0000000000" : "FC50BCF800")
                    .first(first)
                    .second(second);
        }

        KernelSettings settings() {
            return lenient && templates ? Lenient.SETTINGS : Terminals.settings();
        }
    }

    @TestFactory
    Stream<DynamicTest> transaction_everyWayThroughIt_endsAsTheTableSays() {
        List<Way> ways = ways();
        System.out.println("ways through a transaction: " + ways.size());
        return ways.stream().map(way -> DynamicTest.dynamicTest(way.toString(), () -> walk(way)));
    }

    private static void walk(Way way) {
        TestCard card = way.card();
        try (CardSession session = Kernels.begin(card, way.large() ? 7_500 : 1_250, way.settings())) {
            assertThat(first(session)).isEqualTo(way.expectedFirst());
            assertThat(card.last("80AE")).startsWith("80AE" + control(way.asked()));
            if (way.expectedFirst().equals("ARQC")) {
                FinalOutcome last = session.finish(answer(way.host()));
                assertThat(last.getClass().getSimpleName()).isEqualTo(way.expectedLast());
                assertThat(card.last("80AE")).startsWith("80AE" + control(way.askedLast()));
            }
        }
    }

    private static String first(CardSession session) {
        return switch (session.read()) {
            case CardRead.Ended ended -> {
                assertThat(ended.reason()).isEqualTo(EndReason.CARD_ERROR);
                yield ended.reason().name();
            }
            case CardRead.Swiped ignored -> throw new AssertionError("a stripe out of a chip");
            case CardRead.Answered answered ->
                switch (answered.outcome()) {
                    case Outcome.Approved ignored -> "TC";
                    case Outcome.AskHost ignored -> "ARQC";
                    case Outcome.Declined ignored -> "AAC";
                    case Outcome.Ended ended -> throw new AssertionError("an answer that ended: " + ended);
                };
        };
    }

    private static HostAnswer answer(Host host) {
        return switch (host) {
            case APPROVES -> Kernels.approved();
            case DECLINES -> Kernels.declined();
            case SILENT -> Kernels.unable();
        };
    }

    private static String control(Type type) {
        return switch (type) {
            case AAC -> "00";
            case TC -> "40";
            case ARQC -> "80";
        };
    }

    private static List<Way> ways() {
        List<Way> ways = new ArrayList<>();
        for (Type first : Type.values()) {
            for (Host host : Host.values()) {
                for (Type second : Type.values()) {
                    for (int bits = 0; bits < 16; bits++) {
                        boolean large = (bits & 1) != 0;
                        boolean denied = (bits & 2) != 0;
                        // A lenient terminal of the tests takes cards with templates.
                        boolean lenient = (bits & 4) != 0;
                        boolean templates = lenient || (bits & 8) != 0;
                        ways.add(new Way(large, denied, lenient, templates, first, host, second));
                    }
                }
            }
        }
        return ways.stream().distinct().toList();
    }
}
