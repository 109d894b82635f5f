package dev.tidegate.gateway.codec;

/** No key can make or check an authentication code now. The caller sends nothing, and tries again when there is one. */
public final class MacUnavailableException extends RuntimeException {
    public MacUnavailableException(String why) {
        super(why);
    }
}
