package dev.tidegate.simulator.network;

/** A link could not listen, or did not do in time what it was told. The test that asked has failed. */
final class LinkBrokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LinkBrokenException(String fault, Throwable cause) {
        super(fault, cause);
    }
}
