package dev.tidegate.gateway.capture;

import dev.tidegate.gateway.codec.IsoMessage;
import dev.tidegate.gateway.store.AttemptRow;
import dev.tidegate.gateway.store.PaymentRow;
import dev.tidegate.gateway.store.Tables;

/** What the end of one message does to its payment, one kind of message each. Runs inside a transaction. */
interface Ending {
    /** The process that wrote the INTENT saw that no byte left. */
    void unwritten(Tables tables, PaymentRow payment, AttemptRow attempt);

    /** Bytes left, or may have, and nothing came back in time. */
    void silent(Tables tables, PaymentRow payment, AttemptRow attempt);

    /** The acquirer answered, perhaps late; the answer belongs to this message. */
    void answered(Tables tables, PaymentRow payment, AttemptRow attempt, IsoMessage answer);
}
