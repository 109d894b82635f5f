package dev.tidegate.gateway.codec;

/**
 * The authentication code of a message is wrong, or missing where the profile asks for one: somebody may have changed
 * it. The caller takes it as no answer, and raises an alarm.
 */
public final class MacRejectedException extends MalformedMessageException {
    MacRejectedException(int field, int offset, String what) {
        super(field, offset, what);
    }
}
