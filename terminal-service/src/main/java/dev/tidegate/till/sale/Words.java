package dev.tidegate.till.sale;

import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.Payment.Duty;
import dev.tidegate.core.payment.StoredKind;
import org.jspecify.annotations.Nullable;

/** What the screen says of a payment: a short name for machines, words in English for people. */
public final class Words {
    private Words() {}

    /** The result's name; absent while there is none. */
    public static @Nullable String result(Payment payment) {
        return switch (payment.state()) {
            case COLLECTING, ASKING -> null;
            case OUTCOME_UNKNOWN -> "not_known";
            case AUTHORISED, AWAITING_TILL, CAPTURED, SETTLED, REFUNDED, CHARGED_BACK -> accepted(payment);
            case STORED, FORWARDING, VOID_ASKED, UNRESOLVED, RETRY_WAIT, HELD, EXPIRED_HELD -> stored(payment);
            case DECLINED_AFTER_STORE, RECOVERED, WRITTEN_OFF -> "declined_after_store";
            case DECLINED -> "declined";
            case REVERSED -> "reversed";
            case VOIDED -> "voided";
            case CANCELLED -> "cancelled";
            case REFUSED_OFFLINE -> "refused";
        };
    }

    /** The words of payment rules, "States". */
    public static String of(Payment payment) {
        return switch (payment.state()) {
            case COLLECTING -> "Card";
            case ASKING -> "Processing";
            case OUTCOME_UNKNOWN -> "NOT KNOWN – being reversed";
            case AUTHORISED, AWAITING_TILL, CAPTURED -> approval(payment);
            case STORED -> storedWords(payment);
            case FORWARDING -> "STORED – with the gateway, not yet captured";
            case VOID_ASKED -> "STORED – void asked for";
            case UNRESOLVED -> "STORED – asked, no answer yet";
            case RETRY_WAIT -> "STORED – waiting to be sent again";
            case HELD -> "STORED – set aside";
            case EXPIRED_HELD -> "STORED – past its deadline, set aside";
            case REFUNDED -> "Refunded";
            case SETTLED -> "Settled";
            case CHARGED_BACK -> "Charged back";
            case DECLINED_AFTER_STORE -> "DECLINED after it was stored";
            case RECOVERED -> "Paid otherwise";
            case WRITTEN_OFF -> "Written off";
            case DECLINED -> "DECLINED";
            case REVERSED -> "Reversed, no money was taken";
            case VOIDED -> "Voided";
            case CANCELLED -> "Cancelled, no money was taken";
            case REFUSED_OFFLINE -> "Not possible offline";
        };
    }

    /** Whether money was or may still be taken for it, so that its cart is not paid a second time. */
    static boolean standsOrMayStand(Payment payment) {
        return switch (payment.state()) {
            case AUTHORISED, AWAITING_TILL, CAPTURED -> payment.duty() != Duty.REVERSE;
            case COLLECTING, ASKING, OUTCOME_UNKNOWN, DECLINED, REVERSED, VOIDED, CANCELLED, REFUSED_OFFLINE -> false;
            case STORED, FORWARDING, VOID_ASKED, UNRESOLVED, RETRY_WAIT, HELD, EXPIRED_HELD -> true;
            case REFUNDED, SETTLED, CHARGED_BACK, DECLINED_AFTER_STORE, RECOVERED, WRITTEN_OFF -> true;
        };
    }

    private static String accepted(Payment payment) {
        if (payment.kind() != null) {
            // A hold is not the money: a deferred sale that the host authorised is still stored.
            return payment.isUnsynced() ? stored(payment) : "captured";
        }
        if (payment.duty() == Duty.REVERSE) {
            return "declined";
        }
        return payment.part() == null ? "approved" : "approved_in_part";
    }

    private static String approval(Payment payment) {
        if (payment.kind() != null) {
            return payment.isUnsynced() ? "STORED – authorised, not yet captured" : "Captured";
        }
        if (payment.duty() == Duty.REVERSE) {
            return "DECLINED – being reversed";
        }
        return payment.part() == null ? "APPROVED" : "APPROVED IN PART – the rest is still to be paid";
    }

    private static String stored(Payment payment) {
        StoredKind kind = payment.kind();
        if (kind == null) {
            return "stored_deferred";
        }
        return switch (kind) {
            case OFFLINE_APPROVED -> "stored_by_card";
            case VOICE_APPROVED -> "stored_by_voice";
            case DEFERRED_AUTHORISATION -> "stored_deferred";
        };
    }

    private static String storedWords(Payment payment) {
        StoredKind kind = payment.kind();
        return kind == null ? "STORED" : kind.words();
    }
}
