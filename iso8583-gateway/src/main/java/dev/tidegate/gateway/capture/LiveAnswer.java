package dev.tidegate.gateway.capture;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.HostReply;
import dev.tidegate.core.payment.Reason;

/** What an online request is answered. The same payment gets the first of these again. */
public sealed interface LiveAnswer {
    /**
     * @param captured whether the acquirer has booked it already
     * @param issuerData tags 91, 71, 72 and 8A as a run of TLV
     */
    record Approved(HostReply reply, boolean captured, Octets issuerData) implements LiveAnswer {}

    /** Approved for less than was asked, which the till can take or have reversed. */
    record PartlyApproved(HostReply reply, boolean captured, Octets issuerData, Amount amount) implements LiveAnswer {}

    /** @param why HOST_DECLINED, or PIN_WRONG or PIN_TRIES_EXCEEDED by the profile's word for its code */
    record Declined(Reason why, HostReply reply, Octets issuerData) implements LiveAnswer {}

    /** Nothing was written: no byte left. */
    record NotSent(Reason cause) implements LiveAnswer {}

    /** Bytes left, nothing came back: it is being reversed. */
    record Unknown() implements LiveAnswer {}

    /** The payment was reversed before: it is never asked again. */
    record Gone() implements LiveAnswer {}

    /** The id is that of another payment. */
    record Conflict() implements LiveAnswer {}

    /**
     * The request itself cannot be taken; nothing was written.
     *
     * @param code TAMPER, FORMAT, BODY or {@link Authorisation#NOT_REFUNDABLE}
     */
    record Refused(String code) implements LiveAnswer {}
}
