package dev.tidegate.emv.contactless;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import dev.tidegate.core.emv.Aid;
import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.emv.apdu.CardChannel;
import dev.tidegate.emv.authentication.CertificationAuthorityKeys;
import dev.tidegate.emv.contact.TerminalFiles;
import dev.tidegate.emv.data.CardMemory;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.entrypoint.Combination;
import dev.tidegate.emv.entrypoint.CombinationRules;
import dev.tidegate.emv.entrypoint.EntryPoint;
import dev.tidegate.emv.entrypoint.KernelId;
import dev.tidegate.emv.entrypoint.KernelOutcome;
import dev.tidegate.emv.entrypoint.TransactionQualifiers;
import dev.tidegate.emv.reader.CardReader;
import dev.tidegate.emv.risk.CardHistory;
import dev.tidegate.emv.testcard.Play;
import dev.tidegate.emv.testcard.Terminals;
import dev.tidegate.emv.testcard.TestCard;
import dev.tidegate.emv.testcard.TestIssuer;
import dev.tidegate.emv.testcard.TestReader;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** A tap terminal for the tests: transaction limit 200.00, floor limit 50.00, verification limit 30.00. */
public final class Taps {
    public static final long FLOOR = 5_000;
    static final long VERIFICATION = 3_000;
    static final long LIMIT = 20_000;
    static final long DEVICE_LIMIT = 40_000;

    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-14T14:09:26Z"));

    private Taps() {}

    /** EMV mode, signature; online capable. */
    public static ContactlessSettings settings() {
        return settings("22000000");
    }

    static ContactlessSettings settings(String qualifiers) {
        return new ContactlessSettings(
                Terminals.withCombined(),
                List.of(application(TestCard.VISA, KernelId.C3, qualifiers), mastercard(TestCard.MASTERCARD)));
    }

    static ContactlessApplication mastercard(String aid) {
        return application(aid, KernelId.C2, "");
    }

    /** The same terminal, which takes stripe mode too. */
    static ContactlessSettings withStripe() {
        return new ContactlessSettings(
                Terminals.withCombined(), List.of(application(TestCard.MASTERCARD, KernelId.C2, "A0000000")));
    }

    private static ContactlessApplication application(String aid, KernelId kernel, String qualifiers) {
        boolean visa = kernel.equals(KernelId.C3);
        return new ContactlessApplication(
                new Combination(
                        new Aid(Octets.ofHex(aid)),
                        kernel,
                        new CombinationRules(
                                false,
                                true,
                                true,
                                visa ? LIMIT : CombinationRules.NO_LIMIT,
                                FLOOR,
                                CombinationRules.NO_LIMIT,
                                VERIFICATION,
                                qualifiers.isEmpty() ? null : new TransactionQualifiers(Octets.ofHex(qualifiers)))),
                Octets.ofHex("0002"),
                // With CDA that failed, 1.3, nothing is approved.
                Terminals.codes("0000000000", "FC50BCF800", "FC50BCF800"),
                LIMIT,
                DEVICE_LIMIT);
    }

    public static ContactlessKernel kernel(CardReader reader, RandomGenerator random) {
        return new ContactlessKernel(reader, settings(), files(TestIssuer.keys()), random, CLOCK);
    }

    static TerminalFiles files(CertificationAuthorityKeys keys) {
        return new TerminalFiles(keys, CardHistory.none());
    }

    /** Files whose exception list names every card. */
    static TerminalFiles listed() {
        return new TerminalFiles(TestIssuer.keys(), new CardHistory() {
            @Override
            public boolean isListed(Pan pan, int panSequence) {
                return true;
            }

            @Override
            public long lastAmountMinor(Pan pan, int panSequence) {
                return 0;
            }
        });
    }

    static CardSession begin(CardChannel card, long minor) {
        return kernel(TestReader.with(card), new SplittableRandom(7)).begin(Terminals.sale(minor));
    }

    static CardSession begin(CardChannel card, long minor, ContactlessSettings settings) {
        return new ContactlessKernel(
                        TestReader.with(card), settings, files(TestIssuer.keys()), new SplittableRandom(7), CLOCK)
                .begin(Terminals.sale(minor));
    }

    /** The outcome's cryptogram and what was found beside it. */
    static TapAnswer.WithCryptogram found(KernelOutcome<TapAnswer> outcome) {
        if (outcome.found() instanceof TapAnswer.WithCryptogram found) {
            return found;
        }
        throw new AssertionError("expected a cryptogram, not " + outcome.kind());
    }

    static CardRead.Answered answered(CardSession session) {
        if (session.read() instanceof CardRead.Answered answered) {
            return answered;
        }
        throw new AssertionError("expected a cryptogram, not " + session.read());
    }

    static EndReason reason(CardSession session) {
        if (session.read() instanceof CardRead.Ended ended) {
            return ended.reason();
        }
        throw new AssertionError("expected no cryptogram, not " + session.read());
    }

    /** The kernel's own outcome, before it is put into core's words. */
    static KernelOutcome<TapAnswer> outcome(CardChannel card, long minor) {
        return outcome(card, minor, settings(), TestIssuer.keys());
    }

    static KernelOutcome<TapAnswer> outcome(
            CardChannel card, long minor, ContactlessSettings settings, CertificationAuthorityKeys keys) {
        return outcome(card, minor, settings, files(keys));
    }

    static KernelOutcome<TapAnswer> outcome(
            CardChannel card, long minor, ContactlessSettings settings, TerminalFiles files) {
        TapInputs inputs = new TapInputs(settings, files, Terminals.sale(minor), Octets.ofHex("A1B2C3D4"), 0);
        EntryPoint<TapAnswer> entry = EntryPoint.prepared(
                settings.combinations(),
                minor,
                100,
                activation ->
                        activation.selected().prepared().combination().kernel().equals(KernelId.C3)
                                ? new VisaKernel(inputs).activate(activation)
                                : new MastercardKernel(inputs).activate(activation));
        return Play.result(
                        entry.present(CardObjects.in(new CardMemory()), null, dev.tidegate.core.emv.TlvSet.empty()),
                        card)
                .outcome()
                .get();
    }
}
