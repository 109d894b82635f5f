package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.TillId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One record as anybody can read it, with no key: its header and its summary, never its body. Nothing is checked beside
 * its structure; {@link ChainVerifier} judges its place.
 *
 * @param keyId id of the recipient key, zeros where nothing is sealed
 * @param bodyBytes how long the sealed body is, or was; 0 where there is none
 * @param bodyGone whether only the body's hash is left
 * @param test whether it was made in the test environment
 * @param sensitive whether the body holds sensitive authentication data
 * @param previous the link that it continues
 */
public record RecordView(
        TillId till,
        UUID epoch,
        JournalRecord record,
        Octets keyId,
        int bodyBytes,
        boolean bodyGone,
        boolean test,
        boolean sensitive,
        Octets previous) {
    /** Reads any bytes; absent where they are no record of version 1. */
    public static @Nullable RecordView of(Octets raw) {
        try {
            RecordFrame frame = RecordFrame.readOwn(raw);
            return new RecordView(
                    frame.till(),
                    frame.epochId(),
                    frame.record(Summary.read(frame), raw, frame.link()),
                    frame.keyId(),
                    frame.bodyBytes(),
                    frame.isBodyGone(),
                    (frame.flags() & RecordFrame.FLAG_TEST) != 0,
                    (frame.flags() & RecordFrame.FLAG_SENSITIVE) != 0,
                    frame.previous());
        } catch (Rejection e) {
            return null;
        }
    }

    public long seq() {
        return record.seq();
    }
}
