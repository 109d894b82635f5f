package dev.tidegate.gateway.capture;

import dev.tidegate.gateway.store.AttemptRow;
import dev.tidegate.gateway.store.AttemptRow.Kind;
import dev.tidegate.gateway.store.AttemptRow.State;
import dev.tidegate.gateway.store.PaymentRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a payment next by itself, and what people may do about it.
 *
 * @param at when, where that is known
 * @param lanePaused whether nothing new is sent for it until its acquirer's deferred lane goes on
 * @param ways in the order in which they are offered
 */
public record Outlook(Next next, @Nullable Instant at, boolean lanePaused, List<Way> ways) {
    /** What happens by itself. */
    public enum Next {
        /** Its reversal goes before everything else on its terminal. */
        REVERSAL,
        /** It is sent once its till has offered it and a person was told. */
        WHEN_OFFERED,
        /** It is sent as soon as its terminal is free. */
        WHEN_FREE,
        /** It is sent again. */
        AGAIN,
        /** It is asked about again. */
        ASKED_ABOUT,
        /** The money that is held is taken. */
        COMPLETION,
        /** Its till says whether the sale stands; no timer decides. */
        TILL_DECIDES,
        /** Its till was not heard: what it says when it is back decides. */
        TILL_BACK,
        /** Its answer is waited for. */
        ANSWER,
        /** Nothing, until a person acts. */
        PERSON,
        /** Nothing: the merchant bears it, unless it is paid otherwise. */
        MERCHANT_BEARS,
        /** It is asked again as a new transaction. */
        LATER_ATTEMPT,
        /** It is settled by the acquirer. */
        SETTLEMENT,
        /** Nothing: it is over. */
        OVER
    }

    /** @param two whether it takes two people */
    public record Way(ManualAction action, boolean two) {}

    public Outlook {
        ways = List.copyOf(ways);
    }

    /** Of a payment that was read with its messages. */
    public static Outlook of(PaymentRow payment, List<AttemptRow> attempts, boolean paused) {
        Instant due = attempts.stream()
                .filter(a -> a.state().isOpen())
                .map(AttemptRow::nextAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        Next next = next(payment, attempts);
        Instant at = switch (next) {
            case REVERSAL, ASKED_ABOUT, COMPLETION -> due;
            case AGAIN, LATER_ATTEMPT -> payment.outcome().nextAttempt();
            default -> null;
        };
        boolean waits = paused && (next == Next.WHEN_FREE || next == Next.AGAIN);
        return new Outlook(next, at, waits, ways(payment, attempts, paused));
    }

    private static Next next(PaymentRow payment, List<AttemptRow> attempts) {
        boolean reversing = attempts.stream()
                .anyMatch(a -> a.kind() == Kind.REVERSAL && a.state().isOpen() && a.state() != State.PARKED);
        if (reversing) {
            return Next.REVERSAL;
        }
        return switch (payment.state()) {
            case STORED -> Next.WHEN_OFFERED;
            case FORWARDING -> Next.WHEN_FREE;
            case RETRY_WAIT -> Next.AGAIN;
            case UNRESOLVED, VOID_ASKED -> Next.ASKED_ABOUT;
            case AUTHORISED ->
                attempts.stream().anyMatch(a -> a.kind() == Kind.COMPLETION) ? Next.COMPLETION : Next.TILL_DECIDES;
            case AWAITING_TILL -> Next.TILL_BACK;
            case ASKING, OUTCOME_UNKNOWN -> Next.ANSWER;
            case HELD, EXPIRED_HELD -> Next.PERSON;
            case DECLINED_AFTER_STORE ->
                payment.outcome().nextAttempt() == null ? Next.MERCHANT_BEARS : Next.LATER_ATTEMPT;
            case CAPTURED, REFUNDED -> Next.SETTLEMENT;
            default -> Next.OVER;
        };
    }

    private static List<Way> ways(PaymentRow payment, List<AttemptRow> attempts, boolean paused) {
        boolean open = attempts.stream().anyMatch(a -> a.state().isOpen());
        boolean stuck = attempts.stream().anyMatch(a -> a.state() == State.PARKED || a.state() == State.TIMED_OUT);
        List<Way> can = new ArrayList<>();
        switch (payment.state()) {
            case FORWARDING, RETRY_WAIT, STORED -> {
                if (!open) {
                    can.add(new Way(ManualAction.HOLD, false));
                }
            }
            case HELD -> {
                if (!open) {
                    can.add(new Way(ManualAction.RELEASE, false));
                    can.add(new Way(ManualAction.WRITE_OFF, true));
                }
            }
            case EXPIRED_HELD -> {
                if (!open) {
                    can.add(new Way(ManualAction.RELEASE, true));
                    can.add(new Way(ManualAction.WRITE_OFF, true));
                }
            }
            case DECLINED_AFTER_STORE -> {
                if (!open) {
                    can.add(new Way(ManualAction.WRITE_OFF, true));
                }
            }
            default -> {}
        }
        if (stuck) {
            can.add(new Way(ManualAction.RETRY, false));
        }
        if (paused) {
            can.add(new Way(ManualAction.RESUME, false));
        }
        return can;
    }

    /** In plain words. */
    String sentence() {
        String when = at == null ? "" : " at " + at;
        String lane =
                lanePaused ? " Its acquirer's deferred lane is paused: nothing new is sent until it goes on." : "";
        return switch (next) {
            case REVERSAL ->
                "Its reversal goes before everything else on its terminal" + (at == null ? "" : ", from " + at) + ".";
            case WHEN_OFFERED -> "It is sent once its till has offered it and a person was told.";
            case WHEN_FREE -> "It is sent as soon as its terminal is free." + lane;
            case AGAIN -> "It is sent again" + when + "." + lane;
            case ASKED_ABOUT -> "It is asked about again" + when + ".";
            case COMPLETION -> "The money that is held is taken" + when + ".";
            case TILL_DECIDES -> "Its till says whether the sale stands; no timer decides.";
            case TILL_BACK -> "Its till was not heard: what it says when it is back decides.";
            case ANSWER -> "Its answer is waited for.";
            case PERSON -> "Nothing, until a person acts.";
            case MERCHANT_BEARS -> "Nothing: the merchant bears it, unless it is paid otherwise.";
            case LATER_ATTEMPT -> "It is asked again as a new transaction" + when + ".";
            case SETTLEMENT -> "It is settled by the acquirer.";
            case OVER -> "Nothing: it is over.";
        };
    }

    /** Who can do what, in plain words. */
    List<String> canAct() {
        return ways.stream()
                .map(way -> way.action().word() + ": " + (way.two() ? "two of " : "")
                        + Story.words(way.action().roles()))
                .toList();
    }
}
