package dev.tidegate.emv.data;

/**
 * Something that the card sent is not what the books say it must be. The message says what, and holds none of it.
 *
 * <p>It never leaves the kernel: a step that meets it ends in a card error (EMV 4.4 Book 3, 7.5), unless its chapter
 * has another answer, as offline data authentication has.
 */
public final class MalformedCardDataException extends RuntimeException {
    public MalformedCardDataException(String what) {
        super(what);
    }
}
