package dev.tidegate.core.port;

import dev.tidegate.core.payment.Reason;

/** The gateway gave no usable answer to a call that may be repeated. The caller repeats it later. */
public final class GatewayUnavailableException extends RuntimeException {
    private final Reason cause;

    /** @param cause NO_NETWORK where no byte left, GATEWAY_SILENT otherwise */
    public GatewayUnavailableException(Reason cause, String what) {
        super(what);
        this.cause = cause;
    }

    public Reason reason() {
        return cause;
    }
}
