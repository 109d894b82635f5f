package dev.tidegate.gateway.capture;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.gateway.store.ActionRow;
import dev.tidegate.gateway.store.AttemptRow;
import dev.tidegate.gateway.store.EventRow;
import dev.tidegate.gateway.store.PaymentRow;
import dev.tidegate.gateway.store.Tables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A payment's whole story in plain sentences: what it is, what happened, which messages were sent and what came back,
 * what people did, what happens next and when, and who can act.
 *
 * @param next what happens by itself, and when
 * @param canAct what people may do now, and who
 */
public record Story(List<String> happened, String next, List<String> canAct) {
    public Story {
        happened = List.copyOf(happened);
        canAct = List.copyOf(canAct);
    }

    /** The story of a payment; empty where there is no such payment. */
    public static Optional<Story> of(Tables tables, PaymentId id) {
        return tables.payments().find(id).map(payment -> of(tables, payment));
    }

    private static Story of(Tables tables, PaymentRow payment) {
        List<AttemptRow> attempts = tables.attempts().of(payment.id());
        List<String> told = new ArrayList<>();
        told.add(what(payment));
        tables.events().of(payment.id()).forEach(event -> told.add(event(event)));
        attempts.forEach(attempt -> told.add(attempt(attempt)));
        tables.actions().of(payment.id().toString()).forEach(action -> told.add(action(action)));
        boolean paused = tables.deferredLanes().of(payment.lane().acquirer()).pausedAt() != null;
        Outlook outlook = Outlook.of(payment, attempts, paused);
        return new Story(told, outlook.sentence(), outlook.canAct());
    }

    private static String what(PaymentRow payment) {
        String kind = switch (payment.kind()) {
            case LIVE -> "was asked for while the cardholder waited";
            case OFFLINE_APPROVED -> "was approved by the card itself, offline";
            case DEFERRED_AUTHORISATION -> "was taken offline at the merchant's risk";
            case VOICE_APPROVED -> "was approved by its issuer by telephone";
            case REFUND -> "gives money back";
            case TOMBSTONE -> "was reversed before anything of it had arrived";
        };
        PaymentRow.Terms terms = payment.terms();
        String sum =
                terms == null ? "" : " of " + terms.amount() + " with " + terms.card() + " at " + terms.soldAt() + ",";
        return "Payment " + payment.id() + sum + " " + kind + ", at terminal "
                + payment.lane().terminal().strip() + " of " + payment.lane().acquirer() + ".";
    }

    private static String event(EventRow event) {
        String detail = event.detail().isEmpty() ? "" : " (" + event.detail() + ")";
        String reason = event.reason() == Reason.NONE ? "" : ", because of " + words(event.reason());
        return event.at() + "  " + words(event.event()) + detail + ": it is " + event.state() + reason + ".";
    }

    private static String attempt(AttemptRow attempt) {
        AttemptRow.Trace trace = attempt.trace();
        String numbers = trace == null
                ? ", no number yet"
                : ", STAN " + trace.stan() + ", reference " + trace.rrn().value();
        String follows = attempt.original() == 0 ? "" : " of message " + attempt.original();
        return "Message " + attempt.number() + ", " + words(attempt.kind()) + follows + numbers + ": "
                + standing(attempt)
                + (attempt.takenOver() ? " Another process had begun it." : "");
    }

    private static String standing(AttemptRow attempt) {
        String sent = attempt.sends() == 1 ? "sent once" : "sent " + attempt.sends() + " times";
        return switch (attempt.state()) {
            case QUEUED -> "waits to be sent.";
            case INTENT -> "is being sent.";
            case NOT_WRITTEN -> "no byte of it left.";
            case ANSWERED ->
                sent + ", answered " + attempt.said().responseCode() + " at "
                        + attempt.said().at() + ".";
            case TIMED_OUT -> sent + ", not answered" + due(attempt.nextAt());
            case REVERSED -> sent + ", and taken back.";
            case DROPPED -> "was not needed.";
            case PARKED -> sent + ", never answered: it waits for a person.";
        };
    }

    private static String due(@Nullable Instant at) {
        return at == null ? "; it is not repeated by itself." : "; it is repeated at " + at + ".";
    }

    private static String action(ActionRow action) {
        String first = action.at() + "  " + action.person() + " asked for " + words(action.action()) + ": \""
                + action.reason() + "\".";
        return action.secondPerson().isEmpty()
                ? first + (action.done() ? " It was done." : " A second person is needed.")
                : first + " " + action.secondPerson() + " agreed at " + action.doneAt() + ": \"" + action.secondReason()
                        + "\".";
    }

    static String words(Object constant) {
        return constant.toString().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String sum(@Nullable Amount amount) {
        return amount == null ? "nothing" : amount.toString();
    }
}
