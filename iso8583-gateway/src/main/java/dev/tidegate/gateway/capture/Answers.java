package dev.tidegate.gateway.capture;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.HostReply;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.gateway.codec.IsoMessage;
import dev.tidegate.gateway.profile.PinRules;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.profile.ResponseTable;
import dev.tidegate.gateway.store.AttemptRow;
import dev.tidegate.gateway.store.AttemptRow.Kind;
import dev.tidegate.gateway.store.AttemptRow.Said;
import dev.tidegate.gateway.store.PaymentRow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What an answer says, and whether it belongs to the message that it claims to answer. */
final class Answers {
    private static final int AMOUNT = 4;
    private static final int LOCAL_TIME = 12;

    private Answers() {}

    /**
     * Whether the answer may be believed: same RRN, same amount, where it has them. A part is less than the whole.
     * Terminal and STAN were its key.
     *
     * @param row what the answer's code means
     * @param amount what the message asked for
     */
    static boolean fits(ResponseTable.Row row, Amount amount, AttemptRow attempt, IsoMessage answer) {
        if (!answer.rrn().isEmpty() && !answer.rrn().equals(attempt.sent().rrn().value())) {
            return false;
        }
        if (answer.text(AMOUNT).isEmpty()) {
            return true;
        }
        long asked = amount.minor();
        long said = Long.parseLong(answer.text(AMOUNT));
        boolean partial = row.live() == ResponseTable.Live.PARTIAL && attempt.kind() != Kind.REVERSAL;
        return partial ? said <= asked : said == asked;
    }

    /** What a code means for this payment's card today. */
    static ResponseTable.Row row(Profile profile, PaymentRow payment, String code, Instant now) {
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return profile.responses().row(code, payment.sold().card().brand(), day);
    }

    /** Why a live sale was declined, as far as the profile has a word for the code. */
    static Reason declined(Profile profile, ResponseTable.Live word, String code) {
        if (word == ResponseTable.Live.REFER) {
            return Reason.CALL_ISSUER;
        }
        PinRules pin = profile.pin();
        if (pin != null && pin.wrong().contains(code)) {
            return Reason.PIN_WRONG;
        }
        return pin != null && pin.blocked().contains(code) ? Reason.PIN_TRIES_EXCEEDED : Reason.HOST_DECLINED;
    }

    /** What a till is told of a decline: of the PIN, of the issuer's telephone, or no more than that. */
    static Reason declined(Reason noted) {
        return switch (noted) {
            case PIN_WRONG, PIN_TRIES_EXCEEDED, CALL_ISSUER -> noted;
            default -> Reason.HOST_DECLINED;
        };
    }

    static Said said(IsoMessage answer, Instant at) {
        Octets issuerData = answer.issuerData().encode();
        String amount = answer.text(AMOUNT);
        Long minor = amount.isEmpty() ? null : (Long) Long.parseLong(amount);
        return new Said(
                answer.responseCode(), answer.authorisationCode(), issuerData, at, minor, answer.text(LOCAL_TIME));
    }

    static HostReply reply(IsoMessage answer) {
        return new HostReply(
                answer.responseCode(), answer.authorisationCode(), answer.stan().toString(), answer.rrn());
    }

    /** The amount that the acquirer booked. */
    static Amount amount(IsoMessage answer, Amount asked) {
        return answer.text(AMOUNT).isEmpty()
                ? asked
                : new Amount(Long.parseLong(answer.text(AMOUNT)), asked.currency());
    }
}
