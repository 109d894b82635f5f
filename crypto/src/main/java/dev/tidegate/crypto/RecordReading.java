package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalEntry;
import org.jspecify.annotations.Nullable;

/**
 * One record as {@link ChainVerifier} can read it without those before it: most of the work, which may be done ahead
 * and by another thread. What is wrong with it is told when it is its turn. Used by one thread at a time.
 */
public final class RecordReading {
    private final @Nullable RecordFrame frame;
    private final byte[] link;
    private final @Nullable JournalEntry chainEntry;
    private final SignatureCheck signatures;
    private final @Nullable Rejection ofFrame;
    private final @Nullable Rejection ofEntry;
    private SignatureCheck.@Nullable Verdict signature;

    private RecordReading(
            @Nullable RecordFrame frame,
            byte[] link,
            @Nullable JournalEntry chainEntry,
            SignatureCheck signatures,
            @Nullable Rejection ofFrame,
            @Nullable Rejection ofEntry) {
        this.frame = frame;
        this.link = link;
        this.chainEntry = chainEntry;
        this.signatures = signatures;
        this.ofFrame = ofFrame;
        this.ofEntry = ofEntry;
    }

    static RecordReading of(Octets raw, boolean archived, SignatureCheck signatures) {
        RecordFrame frame;
        try {
            frame = archived ? RecordFrame.readOwn(raw) : RecordFrame.read(raw);
        } catch (Rejection e) {
            return new RecordReading(null, new byte[0], null, signatures, e, null);
        }
        byte[] link = frame.link();
        try {
            return new RecordReading(frame, link, entry(frame), signatures, null, null);
        } catch (Rejection e) {
            return new RecordReading(frame, link, null, signatures, null, e);
        }
    }

    /** Its fixed fields; a {@link Rejection} where they are wrong. */
    RecordFrame frame() {
        if (ofFrame != null || frame == null) {
            throw ofFrame == null ? CborMap.rejection() : ofFrame;
        }
        return frame;
    }

    byte[] link() {
        return link;
    }

    /** What it says of the chain, absent where it says nothing of it; a {@link Rejection} where it cannot be read. */
    @Nullable
    JournalEntry chainEntry() {
        if (ofEntry != null) {
            throw ofEntry;
        }
        return chainEntry;
    }

    /** Whether it carries a signature. */
    boolean isSigned() {
        return chainEntry instanceof JournalEntry.Signed signed
                && !signed.signature().isNone();
    }

    /** What the signature in it is worth, looked at when it is first asked for; UNSIGNED where there is none. */
    SignatureCheck.Verdict signature() {
        SignatureCheck.Verdict known = signature;
        if (known == null) {
            known = chainEntry instanceof JournalEntry.Signed signed
                    ? signatures.ofPlace(frame().till(), frame().seq() - 1, frame().previous(), signed.signature())
                    : SignatureCheck.Verdict.UNSIGNED;
            signature = known;
        }
        return known;
    }

    // What the chain itself lives from is read whole; of the others only that it is one map: a sale's words are the
    // gateway's to judge.
    private static @Nullable JournalEntry entry(RecordFrame frame) {
        return switch (frame.type()) {
            case CHECKPOINT, EPOCH_OPEN, EPOCH_CLOSE -> Summary.read(frame);
            default -> {
                CborMap ignored = CborMap.read(frame.summary());
                yield null;
            }
        };
    }
}
