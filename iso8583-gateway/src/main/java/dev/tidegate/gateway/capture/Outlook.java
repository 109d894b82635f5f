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
import java.util.Optional;

/** What happens to a payment next, by itself or by people. */
final class Outlook {
    private Outlook() {}

    static String next(PaymentRow payment, List<AttemptRow> attempts, boolean paused) {
        Optional<Instant> due = attempts.stream()
                .filter(a -> a.state().isOpen())
                .map(AttemptRow::nextAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder());
        boolean reversing = attempts.stream()
                .anyMatch(a -> a.kind() == Kind.REVERSAL && a.state().isOpen() && a.state() != State.PARKED);
        if (reversing) {
            return "Its reversal goes before everything else on its terminal"
                    + due.map(at -> ", from " + at).orElse("") + ".";
        }
        String lane = paused ? " Its acquirer's deferred lane is paused: nothing new is sent until it goes on." : "";
        Instant planned = payment.outcome().nextAttempt();
        return switch (payment.state()) {
            case STORED -> "It is sent once its till has offered it and a person was told.";
            case FORWARDING -> "It is sent as soon as its terminal is free." + lane;
            case RETRY_WAIT -> "It is sent again at " + planned + "." + lane;
            case UNRESOLVED, VOID_ASKED ->
                "It is asked about again" + due.map(at -> " at " + at).orElse("") + ".";
            case AUTHORISED ->
                attempts.stream().anyMatch(a -> a.kind() == Kind.COMPLETION)
                        ? "The money that is held is taken"
                                + due.map(at -> " at " + at).orElse("") + "."
                        : "Its till says whether the sale stands; no timer decides.";
            case AWAITING_TILL -> "Its till was not heard: what it says when it is back decides.";
            case ASKING, OUTCOME_UNKNOWN -> "Its answer is waited for.";
            case HELD, EXPIRED_HELD -> "Nothing, until a person acts.";
            case DECLINED_AFTER_STORE ->
                planned == null
                        ? "Nothing: the merchant bears it, unless it is paid otherwise."
                        : "It is asked again as a new transaction at " + planned + ".";
            case CAPTURED, REFUNDED -> "It is settled by the acquirer.";
            default -> "Nothing: it is over.";
        };
    }

    static List<String> canAct(PaymentRow payment, List<AttemptRow> attempts, boolean paused) {
        boolean open = attempts.stream().anyMatch(a -> a.state().isOpen());
        boolean stuck = attempts.stream().anyMatch(a -> a.state() == State.PARKED || a.state() == State.TIMED_OUT);
        List<String> can = new ArrayList<>();
        switch (payment.state()) {
            case FORWARDING, RETRY_WAIT, STORED -> {
                if (!open) {
                    can.add(line(ManualAction.HOLD, false));
                }
            }
            case HELD -> {
                if (!open) {
                    can.add(line(ManualAction.RELEASE, false));
                    can.add(line(ManualAction.WRITE_OFF, true));
                }
            }
            case EXPIRED_HELD -> {
                if (!open) {
                    can.add(line(ManualAction.RELEASE, true));
                    can.add(line(ManualAction.WRITE_OFF, true));
                }
            }
            case DECLINED_AFTER_STORE -> {
                if (!open) {
                    can.add(line(ManualAction.WRITE_OFF, true));
                }
            }
            default -> {}
        }
        if (stuck) {
            can.add(line(ManualAction.RETRY, false));
        }
        if (paused) {
            can.add(line(ManualAction.RESUME, false));
        }
        return can;
    }

    private static String line(ManualAction action, boolean two) {
        return action.word() + ": " + (two ? "two of " : "") + Story.words(action.roles());
    }
}
