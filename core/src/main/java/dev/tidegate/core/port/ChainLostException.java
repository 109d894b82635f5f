package dev.tidegate.core.port;

/** The till's chain key is gone: it takes no offline sale until it is enrolled again; what is there can be uploaded. */
public final class ChainLostException extends RuntimeException {
    public ChainLostException(String why) {
        super(why);
    }
}
