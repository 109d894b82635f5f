package dev.tidegate.core.emv;

/** Bytes that are not a run of TLV. The message says what is wrong and holds none of them. */
public final class MalformedTlvException extends RuntimeException {
    public MalformedTlvException(String what) {
        super(what);
    }
}
