package dev.tidegate.till.gateway;

/** The till's certificate or its authority cannot be used. The till refuses to start; it has to be enrolled again. */
public final class TlsUnusableException extends RuntimeException {
    public TlsUnusableException(String why, Throwable cause) {
        super(why, cause);
    }
}
