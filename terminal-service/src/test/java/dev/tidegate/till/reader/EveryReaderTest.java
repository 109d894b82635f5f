package dev.tidegate.till.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.FinalOutcome;
import dev.tidegate.core.emv.HostAnswer;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.core.port.Kernel;
import dev.tidegate.core.port.Prompts.Prompt;
import dev.tidegate.core.port.TransactionParameters;
import dev.tidegate.emv.pin.PinEntryDevice;
import dev.tidegate.emv.reader.CardReader.Insertion;
import dev.tidegate.emv.reader.StripeReader.Swiping;
import dev.tidegate.emv.stripe.Stripe;
import dev.tidegate.emv.stripe.StripeRules;
import dev.tidegate.till.sale.Questions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first card wins, and what the rules make of each way it comes. */
@Timeout(30)
final class EveryReaderTest {
    /** Nothing here waits for its end but tests in which nobody comes, and they wait for nothing. */
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Slot<Insertion> contact = new Slot<>();
    private final Slot<Insertion> contactless = new Slot<>();
    private final Slot<Swiping> stripe = new Slot<>();
    private final List<Prompt> hints = new CopyOnWriteArrayList<>();
    private final Cardholder holder = new Cardholder(new Questions(), PinEntryDevice.none(), Duration.ZERO);
    private final EveryReader kernel = kernel(true);
    private Runnable whileAChipIsRead = () -> {};
    private volatile EndReason tapEnds = EndReason.BLOCKED;

    @Test
    void begin_aSwipe_isTakenWithItsTrack() {
        stripe.put(swipe("101"));

        try (CardSession session = begin(LONG)) {
            CardRead.Swiped read = swiped(session);
            assertThat(read.entryMode()).isEqualTo(EntryMode.SWIPE);
            assertThat(read.onlineOnly()).isEqualTo(Reason.NONE);
            assertThat(read.card().track2()).isNotNull();
        }
    }

    @Test
    void begin_aChip_goesToItsKernel() {
        contact.put(new Insertion.Inserted(new Slot.Card()));

        try (CardSession session = begin(LONG)) {
            assertThat(session.read()).isEqualTo(new CardRead.Ended(EndReason.NOT_ACCEPTED));
        }
    }

    @Test
    void begin_aTap_goesToItsKernel() {
        contactless.put(new Insertion.Inserted(new Slot.Card()));

        try (CardSession session = begin(LONG)) {
            assertThat(session.read()).isEqualTo(new CardRead.Ended(EndReason.BLOCKED));
        }
    }

    @Test
    void begin_twoCardsAtOnce_takesOneAndLetsTheOtherGo() {
        Slot.Card inserted = new Slot.Card();
        Slot.Card tapped = new Slot.Card();
        contact.put(new Insertion.Inserted(inserted));
        contactless.put(new Insertion.Inserted(tapped));

        try (CardSession session = begin(LONG)) {
            boolean chipWon = session.read().equals(new CardRead.Ended(EndReason.NOT_ACCEPTED));
            Slot<Insertion> other = chipWon ? contactless : contact;
            Slot.Card late = chipWon ? tapped : inserted;
            // Where it was told to stop in time the other card was never taken.
            assertThat(late.closed || other.left() == 1).isTrue();
        }
    }

    /** 2EA.010 of the entry point's test plan: the field is left alone while the other interface is in use. */
    @Test
    void begin_whileAChipIsRead_takesNoCardOutOfTheField() {
        contact.put(new Insertion.Inserted(new Slot.Card()));
        whileAChipIsRead = () -> contactless.put(new Insertion.Inserted(new Slot.Card()));

        try (CardSession session = begin(LONG)) {
            assertThat(session.read()).isEqualTo(new CardRead.Ended(EndReason.NOT_ACCEPTED));
            assertThat(contactless.left()).isEqualTo(1);
        }
    }

    @Test
    void begin_aTapThatIsForTheChipWhereThereIsNoSlot_isNotAccepted() {
        contactless.put(new Insertion.Inserted(new Slot.Card()));
        HandOver field = new HandOver(Slot.cardReader(contactless));
        EveryReader fieldAlone = new EveryReader(
                new Readers(null, field.reader(), null),
                null,
                new EveryReader.Way(field, ending(field, () -> EndReason.USE_CHIP, () -> {})),
                new StripeRules(false, false),
                holder,
                InstantSource.system());

        try (CardSession session = fieldAlone.begin(parameters(LONG))) {
            assertThat(session.read()).isEqualTo(new CardRead.Ended(EndReason.NOT_ACCEPTED));
            assertThat(hints).isEmpty();
        }
    }

    @Test
    void begin_aSwipedChipCard_isAskedForItsChip() {
        stripe.put(swipe("201"));

        try (CardSession session = begin(Duration.ZERO)) {
            assertThat(hints).containsExactly(Prompt.INSERT_CHIP);
            assertThat(session.read()).isEqualTo(new CardRead.Ended(EndReason.USE_CHIP));
        }
    }

    @Test
    void begin_aSwipedChipCardThatIsInsertedThen_isRead() throws Exception {
        stripe.put(swipe("201"));
        CompletableFuture<CardRead> read = inBackground();
        awaitHints(1);

        contact.put(new Insertion.Inserted(new Slot.Card()));

        assertThat(read.get(10, TimeUnit.SECONDS)).isEqualTo(new CardRead.Ended(EndReason.NOT_ACCEPTED));
    }

    @Test
    void begin_aChipThatFailedThreeTimes_mayBeSwipedOnlineOnly() throws InterruptedException {
        contact.put(new Insertion.Unreadable());
        contact.put(new Insertion.Unreadable());
        contact.put(new Insertion.Unreadable());

        CompletableFuture<CardRead> read = inBackground();
        awaitHints(3);
        stripe.put(swipe("201"));

        assertThat(read.orTimeout(10, TimeUnit.SECONDS).join())
                .isInstanceOfSatisfying(CardRead.Swiped.class, swiped -> {
                    assertThat(swiped.entryMode()).isEqualTo(EntryMode.FALLBACK);
                    assertThat(swiped.onlineOnly()).isEqualTo(Reason.FALLBACK_ONLINE_ONLY);
                });
        assertThat(hints).containsExactly(Prompt.PRESENT_CARD_AGAIN, Prompt.PRESENT_CARD_AGAIN, Prompt.SWIPE_CARD);
    }

    @Test
    void begin_aChipThatFailedTwice_isStillAskedForItsChip() throws InterruptedException {
        contact.put(new Insertion.Unreadable());
        contact.put(new Insertion.Unreadable());
        CompletableFuture<CardRead> read = inBackground();
        awaitHints(2);
        stripe.put(swipe("201"));
        awaitHints(3);

        kernel.cancel();

        assertThat(read.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(new CardRead.Ended(EndReason.CANCELLED));
        assertThat(hints).endsWith(Prompt.INSERT_CHIP);
    }

    @Test
    void begin_aChipThatFailsWhereNoStripeIsRead_ends() {
        contact.put(new Insertion.Unreadable());

        try (CardSession session = kernel(false).begin(parameters(LONG))) {
            assertThat(session.read()).isEqualTo(new CardRead.Ended(EndReason.CARD_ERROR));
        }
    }

    @Test
    void begin_aSwipeThatCannotBeRead_isAskedForAgain() {
        stripe.put(text("%garbage"));

        try (CardSession session = begin(Duration.ZERO)) {
            assertThat(hints).containsExactly(Prompt.PRESENT_CARD_AGAIN);
            assertThat(session.read()).isEqualTo(new CardRead.Ended(EndReason.NO_CARD));
        }
    }

    @Test
    void begin_aSwipeOfTrack1Alone_isAskedForAgain() {
        stripe.put(text("%B4761739001010119^CARD/TEST^3012101000001230?"));

        try (CardSession session = begin(Duration.ZERO)) {
            assertThat(hints).containsExactly(Prompt.PRESENT_CARD_AGAIN);
            assertThat(session.read()).isEqualTo(new CardRead.Ended(EndReason.NO_CARD));
        }
    }

    @ParameterizedTest
    @CsvSource({"121, ISSUER_ONLY", "141, ISSUER_ONLY", "106, NONE"})
    void begin_aServiceCode_saysWhoMustBeAsked(String code, Reason onlineOnly) {
        stripe.put(swipe(code));

        try (CardSession session = begin(LONG)) {
            assertThat(swiped(session).onlineOnly()).isEqualTo(onlineOnly);
        }
    }

    @ParameterizedTest
    @CsvSource({"104, CASH_ONLY", "100, PIN_PAD_NEEDED", "901, NOT_ACCEPTED"})
    void begin_aStripeOfNoUseHere_endsForItsOwnReason(String code, EndReason reason) {
        stripe.put(swipe(code));

        try (CardSession session = begin(LONG)) {
            assertThat(session.read()).isEqualTo(new CardRead.Ended(reason));
        }
    }

    @Test
    void begin_oneReaderLost_waitsForTheOthers() {
        contact.put(new Insertion.Lost());
        stripe.put(swipe("101"));

        try (CardSession session = begin(LONG)) {
            assertThat(session.read()).isInstanceOf(CardRead.Swiped.class);
        }
    }

    @Test
    void begin_everyReaderLost_ends() {
        contact.put(new Insertion.Lost());
        contactless.put(new Insertion.Lost());
        stripe.put(new Swiping.Lost());

        try (CardSession session = begin(LONG)) {
            assertThat(session.read()).isEqualTo(new CardRead.Ended(EndReason.READER_LOST));
        }
    }

    @Test
    void cancel_whileAllWait_endsTheRead() throws Exception {
        CompletableFuture<CardRead> read = inBackground();
        contact.awaitWaiting();
        contactless.awaitWaiting();
        stripe.awaitWaiting();

        kernel.cancel();

        assertThat(read.get(10, TimeUnit.SECONDS)).isEqualTo(new CardRead.Ended(EndReason.CANCELLED));
    }

    @Test
    void begin_whileASessionIsOpen_isBusy() {
        stripe.put(swipe("101"));

        try (CardSession session = begin(LONG)) {
            assertThat(session.read()).isInstanceOf(CardRead.Swiped.class);
            assertThatIllegalStateException().isThrownBy(() -> begin(LONG));
        }
    }

    @Test
    void close_ofASwipe_freesTheReaders() {
        stripe.put(swipe("101"));
        begin(LONG).close();
        stripe.put(swipe("101"));

        try (CardSession second = begin(LONG)) {
            assertThat(second.read()).isInstanceOf(CardRead.Swiped.class);
        }
    }

    @Test
    void begin_aTapThatWantsTheChip_asksForItAndWaitsForNoTapAnyMore() throws Exception {
        tapEnds = EndReason.USE_CHIP;
        contactless.put(new Insertion.Inserted(new Slot.Card()));
        contactless.put(new Insertion.Inserted(new Slot.Card()));
        CompletableFuture<CardRead> read = inBackground();
        awaitHints(1);

        contact.put(new Insertion.Inserted(new Slot.Card()));

        assertThat(read.get(10, TimeUnit.SECONDS)).isEqualTo(new CardRead.Ended(EndReason.NOT_ACCEPTED));
        assertThat(hints).containsExactly(Prompt.INSERT_CARD);
        assertThat(contactless.left()).as("the card that was left in the field").isOne();
    }

    @Test
    void begin_aTapThatWantsTheChipAndNobodyInserts_saysWhatWorks() {
        tapEnds = EndReason.USE_CHIP;
        contactless.put(new Insertion.Inserted(new Slot.Card()));

        try (CardSession session = begin(Duration.ZERO)) {
            assertThat(session.read()).isEqualTo(new CardRead.Ended(EndReason.USE_CHIP));
        }
    }

    @Test
    void begin_aCancelThatNobodyAtTheTillPressed_isTheCardholders() {
        tapEnds = EndReason.CANCELLED;
        contactless.put(new Insertion.Inserted(new Slot.Card()));

        try (CardSession session = begin(LONG)) {
            assertThat(session.read()).isEqualTo(new CardRead.Ended(EndReason.CANCELLED_BY_CARDHOLDER));
        }
    }

    private CardSession begin(Duration wait) {
        return kernel.begin(parameters(wait));
    }

    private CompletableFuture<CardRead> inBackground() {
        return inBackground(kernel);
    }

    private CompletableFuture<CardRead> inBackground(EveryReader reader) {
        return CompletableFuture.supplyAsync(() -> {
            try (CardSession session = reader.begin(parameters(LONG))) {
                return session.read();
            }
        });
    }

    private void hinted(Prompt prompt) {
        synchronized (hints) {
            hints.add(prompt);
            hints.notifyAll();
        }
    }

    private void awaitHints(int count) throws InterruptedException {
        synchronized (hints) {
            while (hints.size() < count) {
                hints.wait();
            }
        }
    }

    private TransactionParameters parameters(Duration wait) {
        return new TransactionParameters(
                Amount.of(10_00, "EUR"), LocalDateTime.parse("2026-11-22T12:00:00"), wait, this::hinted);
    }

    private EveryReader kernel(boolean withStripe) {
        HandOver slot = new HandOver(Slot.cardReader(contact));
        HandOver field = new HandOver(Slot.cardReader(contactless));
        return new EveryReader(
                new Readers(slot.reader(), field.reader(), withStripe ? Slot.stripeReader(stripe) : null),
                new EveryReader.Way(slot, ending(slot, () -> EndReason.NOT_ACCEPTED, () -> whileAChipIsRead.run())),
                new EveryReader.Way(field, ending(field, () -> tapEnds, () -> {})),
                new StripeRules(true, false),
                holder,
                InstantSource.system());
    }

    /** A kernel that takes the card it is given and ends for a reason by which a test knows it. */
    private static Kernel ending(HandOver at, Supplier<EndReason> reason, Runnable meanwhile) {
        return new Kernel() {
            @Override
            public CardSession begin(TransactionParameters parameters) {
                Insertion taken = at.await(Duration.ZERO, () -> false);
                meanwhile.run();
                return new CardSession() {
                    @Override
                    public CardRead read() {
                        return new CardRead.Ended(
                                taken instanceof Insertion.Inserted ? reason.get() : EndReason.NO_CARD);
                    }

                    @Override
                    public FinalOutcome finish(HostAnswer answer) {
                        throw new IllegalStateException("there is nothing to finish");
                    }

                    @Override
                    public void close() {}
                };
            }

            @Override
            public void cancel() {}

            @Override
            public boolean readerPresent() {
                return true;
            }
        };
    }

    private static CardRead.Swiped swiped(CardSession session) {
        if (session.read() instanceof CardRead.Swiped swiped) {
            return swiped;
        }
        throw new AssertionError("expected a swipe, not " + session.read());
    }

    private static Swiping swipe(String serviceCode) {
        return text(";4761739001010119=3012" + serviceCode + "000001230?");
    }

    private static Swiping text(String text) {
        return new Swiping.Swiped(Stripe.ofText(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
