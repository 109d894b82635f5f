package dev.tidegate.emv.fuzz;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.core.emv.FinalOutcome;
import dev.tidegate.core.emv.HostAnswer;
import dev.tidegate.core.emv.Outcome;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.core.port.Kernel;
import dev.tidegate.emv.contact.ContactKernel;
import dev.tidegate.emv.contactless.Taps;
import dev.tidegate.emv.reader.CardReader;
import dev.tidegate.emv.testcard.Spelled;
import dev.tidegate.emv.testcard.TapCard;
import dev.tidegate.emv.testcard.Terminals;
import dev.tidegate.emv.testcard.TestCard;
import dev.tidegate.emv.testcard.TestIssuer;
import dev.tidegate.emv.testcard.TestReader;
import java.time.Instant;
import java.time.InstantSource;
import java.util.SplittableRandom;

/** A whole transaction with a card that lies as its input says. */
final class KernelPlay {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-14T14:09:26Z"));
    private static final TlvSet ISSUER_DATA = TlvSet.empty()
            .with(Tag.ISSUER_AUTHENTICATION, Octets.ofHex("11223344556677883030"))
            .with(Tag.ISSUER_SCRIPT_2, Octets.ofHex("9F180400000001860584240000028609842400000411223344"));

    private KernelPlay() {}

    /** Whether there was a cryptogram. The first two bytes tell the card and the sale. */
    static boolean contact(byte[] input) {
        Spelled wire = new Spelled(input);
        int kind = wire.next();
        TestCard card = (kind & 1) == 0 ? TestCard.visa() : TestCard.mastercard();
        card = (kind & 2) == 0 ? card : card.withoutDirectory();
        card = (kind & 4) == 0 ? card : card.processingList("9F1A029F02069F3501");
        card = (kind & 8) == 0 ? card : card.with("9F14", "01").with("9F23", "02");
        card = (kind & 16) == 0 ? card : card.with("8E", "0000138800002710410342031E061F03");
        card = card.profile((kind & 96) == 96 ? "7D00" : (kind & 32) == 0 ? "5C00" : "7C00");
        TestReader reader = TestReader.with(card.onTheWire(wire));
        boolean combined = (kind & 96) == 96;
        ContactKernel kernel = new ContactKernel(
                reader,
                combined ? Terminals.withCombined() : Terminals.settings(),
                TestIssuer.keys(),
                new SplittableRandom(7),
                CLOCK);
        return play(kernel, reader, wire, false);
    }

    /** Visa's path of a tap. */
    static boolean visa(byte[] input) {
        return tap(TapCard.visa(), input);
    }

    /** Mastercard's. */
    static boolean mastercard(byte[] input) {
        return tap(TapCard.mastercard(), input);
    }

    private static boolean tap(TapCard card, byte[] input) {
        Spelled wire = new Spelled(input);
        CardReader reader = TestReader.with(
                card.giving(Type.values()[wire.next() % Type.values().length]).onTheWire(wire));
        return play(Taps.kernel(reader, new SplittableRandom(7)), reader, wire, true);
    }

    private static boolean play(Kernel kernel, CardReader reader, Spelled wire, boolean isTap) {
        long amount = 50L * wire.next();
        try (CardSession session = kernel.begin(Terminals.sale(amount))) {
            if (!(session.read() instanceof CardRead.Answered read)) {
                return false;
            }
            switch (read.outcome()) {
                case Outcome.Approved approved -> {
                    require(approved.tc().type() == Type.TC, "approved without a TC");
                    require(!isTap || read.odaPassed(), "a tap is approved without a signature");
                }
                case Outcome.AskHost ask -> {
                    require(ask.arqc().type() == Type.ARQC, "the host is asked without an ARQC");
                    finish(session, wire.next());
                }
                case Outcome.Declined ignored -> {}
                case Outcome.Ended ignored -> throw new IllegalStateException("an answer without a cryptogram");
            }
            return reader.isPresent();
        }
    }

    private static void finish(CardSession session, int word) {
        HostAnswer answer = switch (word % 4) {
            case 0 -> new HostAnswer.Answered(true, "00", ISSUER_DATA);
            case 1 -> new HostAnswer.Answered(false, "51", ISSUER_DATA);
            case 2 -> new HostAnswer.Answered(true, "00", TlvSet.empty());
            default -> new HostAnswer.Unable();
        };
        FinalOutcome last = session.finish(answer);
        require(
                !(last instanceof FinalOutcome.Deferrable) || answer instanceof HostAnswer.Unable,
                "an answered sale is kept for later");
        require(
                !(last instanceof FinalOutcome.Approved) || word % 4 != 1,
                "a sale that the issuer declined is approved");
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalStateException(what);
        }
    }
}
