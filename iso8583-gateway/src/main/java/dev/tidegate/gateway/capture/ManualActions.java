package dev.tidegate.gateway.capture;

import dev.tidegate.core.payment.PaymentEvent;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.profile.ReversalReason;
import dev.tidegate.gateway.store.ActionRow;
import dev.tidegate.gateway.store.AttemptRow;
import dev.tidegate.gateway.store.AttemptRow.Kind;
import dev.tidegate.gateway.store.AttemptRow.State;
import dev.tidegate.gateway.store.PaymentRow;
import dev.tidegate.gateway.store.Tables;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What people do by hand: each by role and with a reason, on record with the change itself. Money is given up, and what
 * is past its deadline is moved, by two. Nothing is done to a payment of which the acquirer may yet do something. Runs
 * inside a transaction.
 */
public final class ManualActions {
    /** A reason is a sentence. */
    public static final int REASON_CHARACTERS_MAX = 200;

    private static final FactLog LOG = FactLog.of(ManualActions.class);
    private static final Pattern LIKE_A_CARD_NUMBER = Pattern.compile("(?:[0-9][ -]?){13}");
    /** So long a first person's word waits for the second's. */
    private static final Duration SECOND_WITHIN = Duration.ofHours(24);

    private final Steps steps;
    private final Completions completions;
    private final CircuitBreaker breaker;
    private final InstantSource clock;

    ManualActions(Steps steps, Completions completions, CircuitBreaker breaker, InstantSource clock) {
        this.steps = steps;
        this.completions = completions;
        this.breaker = breaker;
        this.clock = clock;
    }

    /** How it ended. */
    public sealed interface Outcome {
        /** @param detail what follows, a sentence */
        record Done(String detail) implements Outcome {}

        /** It is on record, and a second person is needed. */
        record NeedsSecond() implements Outcome {}

        /** Nothing has changed. */
        record Refused(Refusal why) implements Outcome {}

        record Unknown() implements Outcome {}
    }

    /** Why something is not done. */
    public enum Refusal {
        ROLE("This takes another role."),
        REASON("It takes a reason, one sentence."),
        CARD_NUMBER("Digits as long as a card number have no place in a reason."),
        UNDER_WAY("A message for it is under way: its answer decides first."),
        NOT_WAITING("Only what is waiting to be sent can be set aside."),
        NOT_SET_ASIDE("It is not set aside."),
        UNANSWERED("A message for it was written and not answered: retry that first."),
        NOTHING_TO_SEND("There is nothing to send again."),
        NOT_TO_GIVE_UP("Money in this state cannot be given up."),
        MAY_BE_TAKEN("The acquirer may have taken it: that is found out first."),
        NO_PAYMENT("An acquirer's lane goes on, not a payment."),
        SAME_PERSON("The same person asked for it already: a second person is needed."),
        NOT_PAUSED("The lane is not paused.");

        private final String sentence;

        Refusal(String sentence) {
            this.sentence = sentence;
        }

        /** For people, in English. */
        public String sentence() {
            return sentence;
        }
    }

    /** Does something to a payment. */
    public Outcome act(Tables tables, ManualAction action, PaymentId id, Person person, String reason) {
        Optional<PaymentRow> found = tables.payments().find(id);
        if (found.isEmpty()) {
            return new Outcome.Unknown();
        }
        PaymentRow payment = found.get();
        @Nullable Refusal hindrance = hindrance(action, person, reason);
        if (hindrance == null) {
            hindrance = hindrance(tables, action, payment);
        }
        if (hindrance != null) {
            return new Outcome.Refused(hindrance);
        }
        Instant now = clock.instant();
        Optional<ActionRow> asked = asked(tables, action, payment, now);
        if (needsTwo(action, payment)
                && (asked.isEmpty() || asked.get().person().equals(person.name()))) {
            if (asked.isPresent()) {
                return new Outcome.Refused(Refusal.SAME_PERSON);
            }
            tables.actions().save(row(tables, action, id.toString(), payment, person, reason, false, now));
            steps.note(tables, payment, "SECOND_PERSON_NEEDED", action.word() + " by " + person.name());
            return new Outcome.NeedsSecond();
        }
        tables.actions()
                .save(asked.filter(ignored -> needsTwo(action, payment))
                        .map(first -> first.seconded(person.name(), reason, now))
                        .orElseGet(() -> row(tables, action, id.toString(), payment, person, reason, true, now)));
        LOG.warn("done by hand", Map.of(Field.PAYMENT, id, Field.EVENT, action.word(), Field.CAUSE, person.name()));
        return new Outcome.Done(done(tables, action, payment, person, now));
    }

    /** Lets an acquirer's deferred lane go on. */
    public Outcome resume(Tables tables, String acquirer, Person person, String reason) {
        @Nullable Refusal hindrance = hindrance(ManualAction.RESUME, person, reason);
        if (hindrance == null && tables.deferredLanes().of(acquirer).pausedAt() == null) {
            hindrance = Refusal.NOT_PAUSED;
        }
        if (hindrance != null) {
            return new Outcome.Refused(hindrance);
        }
        Instant now = clock.instant();
        tables.actions()
                .save(new ActionRow(
                        tables.actions().next(),
                        now,
                        acquirer,
                        0,
                        ManualAction.RESUME.name(),
                        person.name(),
                        reason,
                        true,
                        "",
                        "",
                        now));
        breaker.resume(tables, acquirer);
        return new Outcome.Done("Deferred sales go to " + acquirer + " again.");
    }

    private static @Nullable Refusal hindrance(ManualAction action, Person person, String reason) {
        if (Collections.disjoint(action.roles(), person.roles())) {
            return Refusal.ROLE;
        }
        return refusal(reason).orElse(null);
    }

    /** Why a sentence that somebody wrote is not taken; nothing where it is. */
    public static Optional<Refusal> refusal(String reason) {
        if (reason.isBlank() || reason.length() > REASON_CHARACTERS_MAX) {
            return Optional.of(Refusal.REASON);
        }
        return LIKE_A_CARD_NUMBER.matcher(reason).find() ? Optional.of(Refusal.CARD_NUMBER) : Optional.empty();
    }

    private static @Nullable Refusal hindrance(Tables tables, ManualAction action, PaymentRow payment) {
        boolean open = tables.attempts().of(payment.id()).stream()
                .anyMatch(a -> a.state().isOpen());
        PaymentState state = payment.state();
        return switch (action) {
            case HOLD ->
                open
                        ? Refusal.UNDER_WAY
                        : state == PaymentState.FORWARDING
                                        || state == PaymentState.RETRY_WAIT
                                        || state == PaymentState.STORED
                                ? null
                                : Refusal.NOT_WAITING;
            case RELEASE ->
                state != PaymentState.HELD && state != PaymentState.EXPIRED_HELD
                        ? Refusal.NOT_SET_ASIDE
                        : open ? Refusal.UNANSWERED : null;
            case RETRY -> retryable(tables, payment).isEmpty() ? Refusal.NOTHING_TO_SEND : null;
            case WRITE_OFF ->
                payment.outcome().captured() != null || !Steps.allows(payment, PaymentEvent.WRITE_OFF)
                        ? Refusal.NOT_TO_GIVE_UP
                        : open ? Refusal.MAY_BE_TAKEN : null;
            case RESUME -> Refusal.NO_PAYMENT;
        };
    }

    /** Since when a first person's word counts. */
    public static Instant askedSince(Instant now) {
        return now.minus(SECOND_WITHIN);
    }

    /** Whether what a person asked for waits for a second person's word. */
    public static boolean isAsked(ActionRow row, PaymentRow payment, Instant now) {
        return !row.done()
                && row.at().isAfter(askedSince(now))
                // What has changed since was not looked at by the first.
                && row.version() == payment.place().version();
    }

    private static boolean needsTwo(ManualAction action, PaymentRow payment) {
        return action == ManualAction.WRITE_OFF || payment.state() == PaymentState.EXPIRED_HELD;
    }

    private static Optional<ActionRow> asked(Tables tables, ManualAction action, PaymentRow payment, Instant now) {
        return tables.actions().of(payment.id().toString()).stream()
                .filter(row -> row.action().equals(action.name()) && isAsked(row, payment, now))
                .findFirst();
    }

    // The note that a second person is needed is a change too: it is the version that both look at.
    private static ActionRow row(
            Tables tables,
            ManualAction action,
            String subject,
            PaymentRow payment,
            Person person,
            String reason,
            boolean done,
            Instant now) {
        long version = payment.place().version() + (done ? 0 : 1);
        return new ActionRow(
                tables.actions().next(),
                now,
                subject,
                version,
                action.name(),
                person.name(),
                reason,
                done,
                "",
                "",
                done ? now : null);
    }

    private String done(Tables tables, ManualAction action, PaymentRow payment, Person person, Instant now) {
        String by = "by " + person.name();
        return switch (action) {
            case HOLD -> {
                PaymentRow ready = payment.state() == PaymentState.RETRY_WAIT
                        ? steps.take(tables, payment, PaymentEvent.RETRY_DUE, Reason.NONE)
                        : payment;
                steps.take(tables, ready.with(ready.outcome().next(null)), PaymentEvent.HOLD, Reason.POLICY, by);
                yield "It is set aside; nothing is sent for it.";
            }
            case RELEASE -> {
                if (payment.outcome().captured() != null) {
                    steps.take(tables, payment, PaymentEvent.CAPTURE, Reason.NONE, by);
                    yield "The acquirer has it: it counts as captured again.";
                }
                PaymentRow free = payment.state() == PaymentState.EXPIRED_HELD
                        ? payment.with(payment.outcome().until(now.plus(SECOND_WITHIN)))
                        : payment;
                PaymentRow let = steps.take(tables, free, PaymentEvent.RETRY_DUE, Reason.NONE, by);
                // What the acquirer holds is completed, never asked for again.
                tables.attempts().of(payment.id()).reversed().stream()
                        .filter(a -> a.kind() == Kind.COMPLETION)
                        .findFirst()
                        .ifPresent(last -> completions.again(tables, let, last, now, now));
                yield "It is sent as soon as its terminal is free.";
            }
            case RETRY -> retry(tables, payment, now, by);
            case WRITE_OFF -> {
                tables.payments().forgetSensitive(payment.id());
                steps.take(tables, payment, PaymentEvent.WRITE_OFF, Reason.POLICY, by);
                yield "The money is given up.";
            }
            case RESUME -> throw new IllegalStateException("no action on a payment");
        };
    }

    private static Optional<AttemptRow> retryable(Tables tables, PaymentRow payment) {
        List<AttemptRow> all = tables.attempts().of(payment.id());
        Optional<AttemptRow> waiting = all.stream()
                .filter(a -> a.state() == State.PARKED || a.state() == State.TIMED_OUT)
                .filter(a -> a.kind() == Kind.REVERSAL
                        || Reversals.of(tables, payment.id()).isEmpty())
                .findFirst();
        if (waiting.isPresent() || payment.state() != PaymentState.RETRY_WAIT) {
            return waiting;
        }
        return Optional.of(all.getLast());
    }

    private String retry(Tables tables, PaymentRow payment, Instant now, String by) {
        AttemptRow waiting = retryable(tables, payment).orElseThrow();
        if (payment.state() == PaymentState.RETRY_WAIT) {
            steps.note(tables, payment.with(payment.outcome().next(now)), "RETRY_ASKED", by);
            return "It is sent as soon as its terminal is free.";
        }
        if (waiting.kind() == Kind.REVERSAL
                || waiting.kind() == Kind.COMPLETION && payment.state() == PaymentState.AUTHORISED) {
            boolean sent = waiting.sends() > 0;
            tables.attempts()
                    .update(waiting.now(sent ? State.TIMED_OUT : State.QUEUED).nextAt(now));
            steps.note(tables, payment, "RETRY_ASKED", by);
            return "The " + waiting.kind().name().toLowerCase(Locale.ROOT) + " is sent again.";
        }
        if (waiting.kind().isAdvice()) {
            tables.attempts().update(waiting.now(State.TIMED_OUT).nextAt(now));
            if (payment.state() == PaymentState.HELD || payment.state() == PaymentState.EXPIRED_HELD) {
                steps.take(tables, payment, PaymentEvent.RETRY_DUE, Reason.NONE, by);
            } else {
                steps.note(tables, payment, "RETRY_ASKED", by);
            }
            return "The advice is repeated under its own numbers.";
        }
        // What became of a request is not known: it is taken back, and may then be released.
        tables.attempts().update(waiting.nextAt(null));
        Reversals.queue(tables, waiting, ReversalReason.TIMEOUT, now);
        steps.note(tables, payment.with(payment.outcome().next(null)), "REVERSAL_ASKED", by);
        return "The unanswered request is reversed; once that is answered, the payment can be released.";
    }
}
