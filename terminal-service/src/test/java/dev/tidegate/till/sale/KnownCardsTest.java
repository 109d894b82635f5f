package dev.tidegate.till.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidegate.core.card.Pan;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.CardInUse;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalEntry.Answered.Answer;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.core.port.LedgerBrokenException;
import dev.tidegate.crypto.CardHash;
import dev.tidegate.till.fake.MemoryJournal;
import dev.tidegate.till.fake.Samples;
import dev.tidegate.till.ledger.TillLedger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a card has at this till, counted from the journal by way of the ledger. */
final class KnownCardsTest {
    private static final Duration DAY = Duration.ofHours(24);
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Pan CARD = Samples.clearCard().pan();
    private static final Pan TWIN = twin();

    @TempDir
    private Path folder;

    private final MemoryJournal journal = new MemoryJournal();
    private TillLedger ledger;
    private KnownCards cards;

    @BeforeEach
    void open() {
        ledger = TillLedger.open(folder.resolve("ledger.db"), Samples.TILL, Landmarks.none(), payment -> {});
        cards = cards(Duration.ZERO);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void of_aCardThatNeverCame_isNothing() {
        assertThat(cards.of(CARD)).isEqualTo(CardInUse.none());
        assertThat(cards.lastAmountMinor(CARD)).isZero();
    }

    @Test
    void of_storedSales_countsAndSums() {
        stored(CARD, 1_000);
        stored(CARD, 2_500);

        assertThat(cards.of(CARD)).isEqualTo(new CardInUse(2, Map.of(EUR, 3_500L), null));
        assertThat(cards.lastAmountMinor(CARD)).isEqualTo(2_500);
    }

    @Test
    void of_anotherCardWithTheSameLastDigits_isAnotherWhileTheProcessLives() {
        stored(CARD, 1_000);
        cards.remember(Samples.id(), TWIN);

        assertThat(TWIN.masked()).isEqualTo(CARD.masked());
        assertThat(cards.of(TWIN)).isEqualTo(CardInUse.none());
        assertThat(cards.of(CARD).count()).isOne();
    }

    @Test
    void of_afterARestart_forgetsNothingAndTellsTwinsApartNoMore() {
        stored(CARD, 1_000);

        KnownCards restarted = cards(Duration.ZERO);

        assertThat(restarted.of(CARD).count()).isOne();
        assertThat(restarted.of(TWIN).count()).isOne();
        assertThat(restarted.lastAmountMinor(CARD)).isEqualTo(1_000);
    }

    @Test
    void of_aSaleWithItsFinalResult_countsNoMore() {
        PaymentId id = stored(CARD, 1_000);

        project(Samples.result(id, 1, "a-1", PaymentState.CAPTURED));

        assertThat(cards.of(CARD)).isEqualTo(CardInUse.none());
        assertThat(cards.lastAmountMinor(CARD))
                .as("the floor limit still looks at it")
                .isEqualTo(1_000);
    }

    @Test
    void of_aVoidedSale_countsNoMore() {
        PaymentId id = stored(CARD, 1_000);

        project(new JournalEntry.Voided(id));

        assertThat(cards.of(CARD)).isEqualTo(CardInUse.none());
        assertThat(cards.lastAmountMinor(CARD)).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"HELD", "RETRY_WAIT", "UNRESOLVED", "AUTHORISED", "EXPIRED_HELD"})
    void of_aSaleWhoseResultIsNotFinal_countsStill(PaymentState state) {
        PaymentId id = stored(CARD, 1_000);

        project(new JournalEntry.Offered(1), Samples.result(id, 1, "a-1", state));

        assertThat(cards.of(CARD).count()).isOne();
    }

    @Test
    void of_aSaleStoredLongAgo_countsAsLongAsItIsOpen() {
        stored(CARD, 1_000);

        assertThat(cards(Duration.ofDays(9)).of(CARD).count()).isOne();
        assertThat(cards(Duration.ofDays(9)).lastAmountMinor(CARD))
                .as("stored and open, so in the answer; the last sale all the same")
                .isEqualTo(1_000);
    }

    @Test
    void of_aCardThatItsIssuerDeclined_knowsWhen() {
        PaymentId id = Samples.id();
        cards.remember(id, CARD);

        project(Samples.asked(id, 1_250), Samples.answered(id, Answer.DECLINED));

        CardInUse card = cards.of(CARD);
        assertThat(card.count()).isZero();
        assertThat(card.declinedAt()).isEqualTo(journal.records().getLast().wroteAt());
        assertThat(cards.of(TWIN).declinedAt()).isNull();
        assertThat(cards(Duration.ofHours(25)).of(CARD).declinedAt())
                .as("a day later")
                .isNull();
    }

    @Test
    void of_aStoredSaleThatItsIssuerDeclinedLater_knowsWhen() {
        PaymentId id = stored(CARD, 1_000);

        project(new JournalEntry.Offered(1), Samples.result(id, 1, "a-1", PaymentState.DECLINED_AFTER_STORE));

        assertThat(cards.of(CARD).declinedAt())
                .isEqualTo(journal.records().getLast().wroteAt());
    }

    @Test
    void of_aSaleThatWasApprovedOnline_isNoRisk() {
        PaymentId id = Samples.id();
        cards.remember(id, CARD);

        project(Samples.asked(id, 1_250), Samples.answered(id, Answer.KEPT_AUTHORISED));

        assertThat(cards.of(CARD)).isEqualTo(CardInUse.none());
        assertThat(cards.lastAmountMinor(CARD)).isEqualTo(1_250);
    }

    @Test
    void remember_moreThanADayOfPayments_forgetsTheOldestAndStaysOnTheSafeSide() {
        stored(CARD, 1_000);

        for (int i = 0; i < KnownCards.REMEMBERED_MAX; i++) {
            cards.remember(Samples.id(), TWIN);
        }

        assertThat(cards.of(TWIN).count())
                .as("nobody knows any more that it is another's")
                .isOne();
    }

    @Test
    void of_aLedgerThatCannotBeRead_isNotCalledNothing() {
        stored(CARD, 1_000);
        ledger.close();

        assertThatExceptionOfType(LedgerBrokenException.class).isThrownBy(() -> cards.of(CARD));
        assertThat(cards.lastAmountMinor(CARD)).as("above every floor limit").isEqualTo(Amount.MINOR_MAX);
    }

    private PaymentId stored(Pan pan, long minor) {
        PaymentId id = Samples.id();
        cards.remember(id, pan);
        project(Samples.stored(id, minor));
        return id;
    }

    private void project(JournalEntry... entries) {
        for (JournalEntry entry : entries) {
            ledger.project(journal.append(entry));
        }
    }

    /** Of a process that has just begun, some time from now. */
    private KnownCards cards(Duration later) {
        return new KnownCards(
                ledger.queries(), CardHash.fresh(new SecureRandom()), DAY, Clock.offset(Clock.systemUTC(), later));
    }

    /** Another number of the same brand with the same last four digits. */
    private static Pan twin() {
        for (int digit = 0; digit < 10; digit++) {
            try {
                return Pan.of(("4".repeat(11) + digit + "0119").getBytes(StandardCharsets.US_ASCII));
            } catch (IllegalArgumentException e) {
                // Another check digit would be due: the next.
            }
        }
        throw new AssertionError("one of ten has the right check digit");
    }
}
