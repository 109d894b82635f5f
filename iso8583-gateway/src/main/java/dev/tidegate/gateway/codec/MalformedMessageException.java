package dev.tidegate.gateway.codec;

/** Bytes that are no message of this profile. The caller takes it as no answer; the text holds nothing of the bytes. */
public final class MalformedMessageException extends RuntimeException {
    MalformedMessageException(String what) {
        super(what);
    }
}
