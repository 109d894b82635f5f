package dev.tidegate.gateway.capture;

import dev.tidegate.gateway.codec.IsoMessage;
import dev.tidegate.gateway.profile.CaptureRules;
import dev.tidegate.gateway.profile.RetryCalendar;
import dev.tidegate.gateway.store.AttemptRow.Kind;
import dev.tidegate.gateway.store.PaymentRow;
import dev.tidegate.gateway.store.Tables;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * When a stored sale that was declined may be asked again, as a new transaction: by the acquirer's waits, and never
 * more often on one card than its scheme allows on that day. A scheme without a rule allows nothing.
 */
final class LaterAttempts {
    private final Acquirers acquirers;

    LaterAttempts(Acquirers acquirers) {
        this.acquirers = acquirers;
    }

    /**
     * When the next one is due.
     *
     * @param answer the decline
     * @return empty where there is none
     */
    Optional<Instant> next(Tables tables, PaymentRow payment, IsoMessage answer, Instant now) {
        CaptureRules rules = acquirers.of(payment.lane()).profile().capture();
        long made = tables.attempts().of(payment.id()).stream()
                .filter(a -> a.kind() == Kind.LATER)
                .count();
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        List<RetryCalendar.Row> scheme =
                rules.calendar().of(payment.sold().card().brand(), day);
        String advice =
                rules.adviceField() == 0 ? "" : answer.text(rules.adviceField()).strip();
        boolean never = payment.kind() != PaymentRow.Kind.DEFERRED_AUTHORISATION
                || scheme.isEmpty()
                || rules.laterWait().isExhausted((int) made)
                || scheme.stream().anyMatch(row -> forbids(row, answer.responseCode(), advice));
        if (never) {
            return Optional.empty();
        }
        Instant due = rules.laterWait().after((int) made + 1, now);
        List<Instant> sent = tables.work().laterAttempts(payment.id());
        for (RetryCalendar.Row row : scheme) {
            due = latest(due, now.plus(row.waits().getOrDefault(advice, Duration.ZERO)));
            due = latest(due, free(row, sent));
        }
        return Optional.of(due);
    }

    private static boolean forbids(RetryCalendar.Row row, String code, String advice) {
        return row.never().contains(code) || row.neverAdvice().contains(advice);
    }

    // The span holds as many as are allowed: the oldest of them must have left it.
    private static Instant free(RetryCalendar.Row row, List<Instant> sentNewestFirst) {
        return sentNewestFirst.size() < row.attempts()
                ? Instant.MIN
                : sentNewestFirst.get(row.attempts() - 1).plus(row.within());
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
