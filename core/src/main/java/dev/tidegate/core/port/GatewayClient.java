package dev.tidegate.core.port;

import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.ChainReceipt;
import dev.tidegate.core.payment.HostReply;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentResult;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.SealedBody;
import java.time.Instant;
import java.util.List;

/**
 * The gateway as the till sees it (payment rules, "Till → gateway"). Every call carries an identity and may be
 * repeated.
 */
public interface GatewayClient {
    /**
     * One online request.
     *
     * @param takesPart whether an approval for less is of use
     */
    record Ask(
            PaymentId payment, Amount amount, Instant soldAt, EntryMode entryMode, SealedBody body, boolean takesPart) {
        /** For all or nothing. */
        public Ask(PaymentId payment, Amount amount, Instant soldAt, EntryMode entryMode, SealedBody body) {
            this(payment, amount, soldAt, entryMode, body, false);
        }
    }

    /** How an online request ended. */
    sealed interface HostVerdict {
        /**
         * The acquirer approved.
         *
         * @param captured whether it has booked the money already (single message)
         * @param issuerData tags 91, 71 and 72 for the card
         */
        record Approved(HostReply reply, boolean captured, TlvSet issuerData) implements HostVerdict {}

        /**
         * The acquirer approved less than was asked for.
         *
         * @param captured whether it has booked that part already (single message)
         * @param issuerData tags 91, 71 and 72 for the card
         * @param part what it approved
         */
        record PartlyApproved(HostReply reply, boolean captured, TlvSet issuerData, Amount part)
                implements HostVerdict {}

        /**
         * The acquirer declined.
         *
         * @param why {@link Reason#HOST_DECLINED}, or what its code says of the PIN: {@link Reason#PIN_WRONG}, after
         *     which a new payment may be tried, or {@link Reason#PIN_TRIES_EXCEEDED}
         */
        record Declined(Reason why, HostReply reply, TlvSet issuerData) implements HostVerdict {
            /** Without a word why. */
            public Declined(HostReply reply, TlvSet issuerData) {
                this(Reason.HOST_DECLINED, reply, issuerData);
            }
        }

        /** No byte left for the acquirer: nothing can have been booked. */
        record NotSent(Reason cause) implements HostVerdict {}

        /** Bytes left and nothing came back in time. */
        record Unknown() implements HostVerdict {}
    }

    /** What the gateway says of one uploaded record. */
    enum Verdict {
        OK,
        DUPLICATE,
        /** Damaged: it counts as received, the till keeps its copy. */
        SET_ASIDE,
        /** Records before it are missing: send again from the gateway's last. */
        RESEND,
        /** Another history of the same till is known: no offline sale until it is enrolled again. */
        FORK,
        /** Not now; send again later. */
        BUSY,
        /** Not a record of this till at all. */
        REFUSED
    }

    /**
     * The answer to a batch.
     *
     * @param verdicts one for each record, in order; the first BUSY, RESEND, FORK or REFUSED ends the batch
     * @param lastSeq the last record that the gateway counts as received
     * @param chain the gateway's signed word for it; none where it gave none, or a bad one
     */
    record Receipt(List<Verdict> verdicts, long lastSeq, ChainReceipt chain) {
        public Receipt {
            verdicts = List.copyOf(verdicts);
        }

        /** Without a signed word. */
        public Receipt(List<Verdict> verdicts, long lastSeq) {
            this(verdicts, lastSeq, ChainReceipt.none());
        }
    }

    /** News of payments, oldest first, and the cursor after them. */
    record News(String cursor, List<PaymentResult> results) {
        public News {
            results = List.copyOf(results);
        }
    }

    /**
     * Asks the issuer. Blocks until the answer or the live timer's end. Never throws for the network: what happened is
     * the value.
     */
    HostVerdict authorise(Ask ask);

    /**
     * The sale stands: capture.
     *
     * @throws GatewayUnavailableException no answer; the caller sends it again later
     */
    PaymentResult complete(PaymentId payment);

    /**
     * The sale does not stand, or nobody knows: reverse, or lay a tombstone where nothing had arrived.
     *
     * @throws GatewayUnavailableException no answer; the caller sends it again later
     */
    PaymentResult reverse(PaymentId payment);

    /**
     * Sends records in order.
     *
     * @throws GatewayUnavailableException no answer; the caller sends the same records again later
     */
    Receipt upload(List<JournalRecord> records);

    /**
     * What became of payments since a cursor; empty asks from the beginning.
     *
     * @throws GatewayUnavailableException no answer; the caller asks again later
     */
    News resultsAfter(String cursor);
}
