package dev.tidegate.saf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalEntry.Answered.Answer;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentFold;
import dev.tidegate.core.payment.PaymentState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BodiesTest {
    private final Bodies bodies = new Bodies();
    private final LinkSeal seal;
    private Instant now = Entries.NOON;

    BodiesTest(@TempDir java.nio.file.Path home) {
        seal = new LinkSeal(home.resolve("state"), 1, 200);
    }

    private JournalRecord take(long generation, JournalEntry entry) {
        JournalRecord record = seal.next(entry, now);
        bodies.take(generation, record);
        return record;
    }

    @Test
    void needed_twoGenerations_areCountedApart() {
        take(1, Entries.stored(1));
        take(1, Entries.stored(2));
        take(3, Entries.stored(3));
        take(3, Entries.captured(2));

        assertThat(bodies.of(1).needed()).isEqualTo(1);
        assertThat(bodies.of(3).needed()).isEqualTo(1);
        assertThat(bodies.open()).isEqualTo(2);
    }

    @Test
    void needs_aPaymentWithAFinalResult_not() {
        JournalRecord first = take(1, Entries.stored(1));
        JournalRecord second = take(1, Entries.stored(2));
        take(1, Entries.captured(1));

        assertThat(bodies.needs(first)).isFalse();
        assertThat(bodies.needs(second)).isTrue();
    }

    @Test
    void firstFinal_ofTwo_isTheEarlier() {
        take(1, Entries.stored(1));
        take(1, Entries.stored(2));
        take(1, Entries.captured(1));
        now = now.plus(Duration.ofHours(1));
        take(1, Entries.captured(2));

        assertThat(bodies.of(1).firstFinal()).isEqualTo(Entries.NOON);
    }

    @Test
    void compacted_forgetsWhenTheFirstEnded() {
        take(1, Entries.stored(1));
        take(1, Entries.stored(2));
        take(1, Entries.captured(1));
        bodies.of(1).compacted();

        assertThat(bodies.of(1).firstFinal()).isNull();
        assertThat(bodies.of(1).needed()).isEqualTo(1);
    }

    @Test
    void take_aRecordWhoseBodyIsGone_needsNothing() {
        JournalRecord stored = seal.next(Entries.stored(1), now);
        bodies.take(1, seal.read(seal.withoutBody(stored.raw())));

        assertThat(bodies.open()).isZero();
        assertThat(bodies.of(1).needed()).isZero();
    }

    @Test
    void take_threeBodiesOfOnePayment_endTogether() {
        take(1, Entries.asked(1));
        take(2, Entries.stored(1));
        take(3, Entries.stored(1));
        assertThat(bodies.of(3).needed()).isEqualTo(1);

        take(4, Entries.captured(1));

        assertThat(bodies.of(1).needed() + bodies.of(2).needed() + bodies.of(3).needed())
                .isZero();
    }

    @Test
    void take_anyHistory_needsWhatTheFoldHasNotEnded() {
        for (int seed = 0; seed < 30; seed++) {
            Random chance = new Random(seed);
            Bodies here = new Bodies();
            LinkSeal chain = new LinkSeal(java.nio.file.Path.of("unused"), 1, 200);
            Map<Long, Payment> payments = new HashMap<>();
            Map<Long, Long> storedAt = new HashMap<>();
            Set<Long> ended = new HashSet<>();
            for (int step = 0; step < 400; step++) {
                JournalEntry entry = anyEntry(chance, payments, ended);
                JournalRecord record = chain.next(entry, Entries.NOON);
                here.take(1, record);
                fold(payments, storedAt, record);
                payments.forEach((number, payment) -> {
                    if (payment.state().isFinalResult()) {
                        ended.add(number);
                    }
                });
            }
            assertThat(here.open()).as("seed %s", seed).isEqualTo(payments.size() - ended.size());
            payments.forEach(
                    (number, payment) -> assertThat(here.needs(chain.next(Entries.stored(number), Entries.NOON)))
                            .as("payment %s, %s", number, payment.state())
                            .isEqualTo(!ended.contains(number)));
        }
    }

    // Only what a till writes: an answer to what was asked, a payment stored once.
    private static JournalEntry anyEntry(Random chance, Map<Long, Payment> payments, Set<Long> ended) {
        long number = 1L + chance.nextInt(Math.max(1, payments.size()));
        if (payments.isEmpty() || chance.nextInt(4) == 0) {
            long next = payments.size() + 1L;
            return chance.nextBoolean() ? Entries.asked(next) : Entries.stored(next);
        }
        Payment payment = Objects.requireNonNull(payments.get(number));
        PaymentState state = payment.state();
        return switch (chance.nextInt(4)) {
            case 0 ->
                state == PaymentState.ASKING
                        ? Entries.answered(number, Answer.values()[chance.nextInt(Answer.values().length)])
                        : Entries.shown(number);
            case 1 -> mayBeVoided(payment) ? Entries.voided(number) : Entries.shown(number);
            case 2 -> Entries.offered(1 + chance.nextInt(400));
            default ->
                ended.contains(number)
                        ? Entries.shown(number)
                        : Entries.result(number, anyState(chance, payment), payment.version() + 1);
        };
    }

    // What the gateway holds waits for its word, whatever a cashier wants.
    private static boolean mayBeVoided(Payment payment) {
        return payment.state() == (payment.offered() ? PaymentState.FORWARDING : PaymentState.STORED);
    }

    private static PaymentState anyState(Random chance, Payment payment) {
        PaymentState[] told = {
            PaymentState.CAPTURED, PaymentState.REVERSED, PaymentState.HELD, PaymentState.DECLINED_AFTER_STORE
        };
        // Only what was stored is held.
        return told[chance.nextInt(payment.kind() == null ? 2 : told.length)];
    }

    private static void fold(Map<Long, Payment> payments, Map<Long, Long> storedAt, JournalRecord record) {
        switch (record.entry()) {
            case JournalEntry.Offered(long upTo) ->
                storedAt.forEach((number, seq) -> {
                    Payment before = Objects.requireNonNull(payments.get(number));
                    if (seq <= upTo && !before.offered()) {
                        payments.put(number, PaymentFold.offered(before, record.seq()));
                    }
                });
            case JournalEntry.OfPayment entry -> {
                long number = Entries.number(entry.payment());
                Payment after = PaymentFold.after(payments.get(number), entry, record.seq());
                if (after != null) {
                    payments.put(number, after);
                }
                if (entry instanceof JournalEntry.Stored) {
                    storedAt.put(number, record.seq());
                }
            }
            default -> {}
        }
    }
}
