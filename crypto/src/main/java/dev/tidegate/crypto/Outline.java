package dev.tidegate.crypto;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.JournalEntry.Answered.Answer;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.RecordOutline;
import dev.tidegate.core.payment.RecordOutline.What;
import java.time.Instant;

/** Reads a {@link RecordOutline}: the keys of {@link Summary} that it needs, and no other. */
final class Outline {
    private Outline() {}

    /** As {@link Summary#read}, but of a few keys: the others may be anything. */
    static RecordOutline read(RecordFrame frame) {
        try {
            return new RecordOutline(frame.seq(), Instant.ofEpochMilli(frame.wroteAtMillis()), what(frame));
        } catch (IllegalArgumentException e) {
            // A value that core's own guards refuse.
            throw CborMap.rejection();
        }
    }

    private static What what(RecordFrame frame) {
        return switch (frame.type()) {
            case ASKED -> new What.Asked(payment(frame), hasBody(frame));
            case STORED -> {
                CborMap in = words(frame);
                yield new What.Stored(
                        payment(frame),
                        hasBody(frame),
                        Amount.of(in.number(1), in.text(2)),
                        Instant.ofEpochMilli(in.number(3)));
            }
            case ANSWERED -> new What.Answered(payment(frame), words(frame).constant(19, Answer.class));
            case SHOWN -> new What.Shown(payment(frame));
            case OFFERED -> new What.Offered(words(frame).number(34));
            case VOID -> new What.Voided(payment(frame));
            case RESULT -> new What.Result(payment(frame), words(frame).constant(27, PaymentState.class));
            case EPOCH_OPEN -> {
                CborMap in = words(frame);
                yield new What.EpochOpen(in.number(35), in.number(36));
            }
            case CHECKPOINT, EPOCH_CLOSE -> new What.Signed();
            case ADJUST -> {
                CborMap in = words(frame);
                yield new What.Adjusted(payment(frame), Amount.of(in.number(1), in.text(2)));
            }
        };
    }

    private static CborMap words(RecordFrame frame) {
        return CborMap.read(frame.summary());
    }

    private static PaymentId payment(RecordFrame frame) {
        return new PaymentId(frame.payment());
    }

    private static boolean hasBody(RecordFrame frame) {
        return frame.suite() != 0 && !frame.isBodyGone();
    }
}
