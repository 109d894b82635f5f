package dev.tidegate.emv.stripe;

import java.io.Serial;

/** Bits or characters are no track. Inside this package: a reader gets {@link Swipe.Unreadable}. Holds no character. */
final class UnreadableStripeException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final StripeFault fault;

    UnreadableStripeException(StripeFault fault) {
        super(fault.name(), null, false, false);
        this.fault = fault;
    }

    StripeFault fault() {
        return fault;
    }
}
