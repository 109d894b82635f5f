package dev.tidegate.gateway.fleet;

import dev.tidegate.core.payment.HostReply;
import dev.tidegate.core.payment.PaymentEvent;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.gateway.capture.Steps;
import dev.tidegate.gateway.store.PaymentRow;
import dev.tidegate.gateway.store.Store;
import dev.tidegate.gateway.store.Tables;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Takes a database that came from a backup into use. First a new life begins: nothing stored is sent, and what the lost
 * life may have sent is held. Then the tills tell again what they have, and the acquirer's own books say what of it was
 * booked.
 *
 * <p>The lost life's trace numbers are not known, so a sale is found by terminal, amount, currency and the card's last
 * four digits; where two are alike on either side nothing is decided.
 */
public final class Restore {
    private final Store store;
    private final Steps steps;
    private final InstantSource clock;

    public Restore(Store store, InstantSource clock) {
        this.store = store;
        this.steps = new Steps(clock);
        this.clock = clock;
    }

    /** How an acquirer has a sale in its books. */
    public enum Booked {
        LIVE,
        DECLINED,
        REVERSED
    }

    /**
     * One line of an acquirer's books.
     *
     * @param tid 8 characters, as in DE 41
     * @param currency three digits, as in DE 49
     */
    public record Booking(
            String tid, String stan, String rrn, long amount, String currency, String lastFour, Booked state) {
        private Key key() {
            return new Key(tid.strip(), amount, currency, lastFour);
        }
    }

    /**
     * What the matching came to.
     *
     * @param released not at the acquirer: sent as if for the first time
     * @param left for people: alike with others, reversed there, or asked for live and not found
     * @param unknown booked there, and told of by no till so far
     */
    public record Matched(int captured, int declined, int released, List<PaymentId> left, List<Booking> unknown) {}

    private record Key(String tid, long amount, String currency, String lastFour) {}

    /**
     * Begins the new life.
     *
     * @return how many payments of the backup are held
     */
    public int begin(UUID fresh) {
        return store.write(tables -> {
            tables.life().begin(fresh, clock.instant());
            // The lost life may have told higher versions of something else.
            tables.parameters().forget();
            List<PaymentRow> unsent = tables.life().unsent();
            unsent.forEach(payment ->
                    steps.take(tables, payment.with(payment.outcome().next(null)), PaymentEvent.HOLD, Reason.RESTORED));
            return unsent.size();
        });
    }

    /** When the new life began, while nobody has finished it. */
    public Optional<Instant> restoring() {
        return store.read(tables -> tables.life().restoring());
    }

    /**
     * Holds the payments against an acquirer's books, and ends the pause. May be done again for tills that come later.
     *
     * @param books everything that the acquirer has of the time since the backup, up to now
     */
    public Matched reconcile(String acquirer, List<Booking> books) {
        return store.write(tables -> {
            List<Booking> strange = books.stream()
                    .filter(line -> !tables.life().knows(acquirer, line.rrn()))
                    .toList();
            Map<Key, List<Booking>> there = grouped(strange, Booking::key);
            List<PaymentRow> held = tables.life().held().stream()
                    .filter(payment -> payment.lane().acquirer().equals(acquirer))
                    .toList();
            Tally tally = new Tally();
            grouped(held, Restore::key).forEach((key, alike) -> {
                List<Booking> lines = there.getOrDefault(key, List.of());
                tally.add(tables, alike, lines);
            });
            tables.life().finish();
            List<Booking> unknown =
                    strange.stream().filter(line -> !tally.used.contains(line)).toList();
            return new Matched(tally.captured, tally.declined, tally.released, tally.left, unknown);
        });
    }

    private final class Tally {
        private final List<PaymentId> left = new ArrayList<>();
        private final List<Booking> used = new ArrayList<>();
        private int captured;
        private int declined;
        private int released;

        void add(Tables tables, List<PaymentRow> alike, List<Booking> lines) {
            boolean all = !lines.isEmpty() && lines.size() == alike.size();
            if (lines.isEmpty()) {
                alike.forEach(payment -> absent(tables, payment));
            } else if (all && lines.stream().allMatch(line -> line.state() == Booked.LIVE)) {
                // As many as there: which is which makes no difference to anybody.
                for (int i = 0; i < lines.size(); i++) {
                    capture(tables, alike.get(i), lines.get(i));
                }
            } else if (all && lines.stream().allMatch(line -> line.state() == Booked.DECLINED)) {
                for (int i = 0; i < lines.size(); i++) {
                    decline(tables, alike.get(i), lines.get(i));
                }
            } else {
                used.addAll(lines);
                alike.forEach(payment -> left.add(payment.id()));
            }
        }

        private void absent(Tables tables, PaymentRow payment) {
            if (!payment.kind().isStored()) {
                left.add(payment.id());
                return;
            }
            steps.take(tables, payment, PaymentEvent.RETRY_DUE, Reason.NONE, "NOT_AT_THE_ACQUIRER");
            released++;
        }

        private void capture(Tables tables, PaymentRow payment, Booking line) {
            used.add(line);
            PaymentRow booked = payment.with(payment.outcome()
                    .said(new HostReply("00", "", line.stan(), line.rrn()))
                    .booked(payment.sold().amount(), clock.instant()));
            steps.take(tables, booked, PaymentEvent.CAPTURE, Reason.NONE, "MATCHED_AFTER_RESTORE");
            tables.payments().forgetSensitive(payment.id());
            captured++;
        }

        private void decline(Tables tables, PaymentRow payment, Booking line) {
            if (!payment.kind().isStored()) {
                left.add(payment.id());
                return;
            }
            used.add(line);
            PaymentRow told = payment.with(payment.outcome().said(new HostReply("", "", line.stan(), line.rrn())));
            steps.take(tables, told, PaymentEvent.DECLINE_STORED, Reason.HOST_DECLINED, "MATCHED_AFTER_RESTORE");
            tables.payments().forgetSensitive(payment.id());
            declined++;
        }
    }

    private static Key key(PaymentRow payment) {
        PaymentRow.Terms terms = payment.sold();
        return new Key(
                payment.lane().terminal().strip(),
                terms.amount().minor(),
                String.format(Locale.ROOT, "%03d", terms.amount().currency().getNumericCode()),
                terms.card().lastFour());
    }

    private static <T> Map<Key, List<T>> grouped(List<T> all, Function<T, Key> by) {
        return all.stream().collect(Collectors.groupingBy(by));
    }
}
