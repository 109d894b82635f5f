package dev.tidegate.emv.contact;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.HostAnswer;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.emv.reader.CardReader;
import dev.tidegate.emv.settings.KernelSettings;
import dev.tidegate.emv.testcard.Terminals;
import dev.tidegate.emv.testcard.TestCard;
import dev.tidegate.emv.testcard.TestIssuer;
import dev.tidegate.emv.testcard.TestReader;
import java.time.Instant;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Kernels for the tests of this package. */
final class Kernels {
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-14T14:09:26Z"));

    private Kernels() {}

    static ContactKernel of(CardReader reader, KernelSettings settings) {
        return of(reader, settings, new SplittableRandom(7));
    }

    static ContactKernel of(CardReader reader, KernelSettings settings, RandomGenerator random) {
        return new ContactKernel(reader, settings, TestIssuer.keys(), random, CLOCK);
    }

    /** A session with this card, for a sale of so many cents. */
    static CardSession begin(TestCard card, long minor) {
        return begin(card, minor, Terminals.settings());
    }

    static CardSession begin(TestCard card, long minor, KernelSettings settings) {
        return of(TestReader.with(card), settings).begin(Terminals.sale(minor));
    }

    static CardRead.Answered answered(CardSession session) {
        if (session.read() instanceof CardRead.Answered answered) {
            return answered;
        }
        throw new AssertionError("expected a cryptogram, not " + session.read());
    }

    static HostAnswer approved() {
        return new HostAnswer.Answered(true, "00", issuerData());
    }

    static HostAnswer declined() {
        return new HostAnswer.Answered(false, "51", issuerData());
    }

    static HostAnswer unable() {
        return new HostAnswer.Unable();
    }

    static TlvSet issuerData() {
        return TlvSet.empty().with(Tag.ISSUER_AUTHENTICATION, Octets.ofHex("11223344556677883030"));
    }
}
