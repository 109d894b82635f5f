package dev.tidegate.gateway.codec;

/**
 * Bytes that are no message of this profile. The caller takes them as no answer and sets them aside, sealed; the text
 * says which rule was broken where, and holds nothing of the bytes.
 */
public sealed class MalformedMessageException extends RuntimeException permits MacRejectedException {
    private final int field;
    private final int offset;

    MalformedMessageException(int field, int offset, String what) {
        super((field < 0 ? "" : "field " + field + " ") + "at byte " + offset + ": " + what);
        this.field = field;
        this.offset = offset;
    }

    /** The field in which reading went wrong; 0 is the message type, 1 the bitmaps, -1 the message as a whole. */
    public int field() {
        return field;
    }

    /** The first byte, counted from 0, that is not as the profile says. */
    public int offset() {
        return offset;
    }
}
