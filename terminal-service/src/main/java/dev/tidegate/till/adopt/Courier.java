package dev.tidegate.till.adopt;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.port.GatewayClient.Receipt;
import dev.tidegate.crypto.ExportFacts;
import dev.tidegate.crypto.RecordView;
import java.util.List;

/** The way to the gateway for records of another till. */
public interface Courier {
    /** What the gateway says of a batch. */
    sealed interface Answer {
        /**
         * Taken in, as far as the receipt says.
         *
         * @param receipt for the journal of the till that wrote it; its signature is not checked yet
         * @param done whether the gateway has every record of the export
         * @param waiting sales that their own till has to offer first
         */
        record Taken(Receipt receipt, boolean done, int waiting) implements Answer {}

        /**
         * Nothing is taken under this grant, now or later.
         *
         * @param code the gateway's word for it
         */
        record Refused(String code) implements Answer {}
    }

    /**
     * Brings a batch; may be repeated.
     *
     * @param grant as the gateway signed it
     * @throws dev.tidegate.core.port.GatewayUnavailableException no usable answer; the caller brings the same later
     */
    Answer carry(Octets grant, ExportFacts export, List<RecordView> batch);
}
