package dev.tidegate.emv.device;

/** What became of a reversal at a device. */
public sealed interface ReversalAnswer {
    /** What was booked is undone, or its undoing is certain. */
    record Reversed(DeviceTransaction reversal) implements ReversalAnswer {}

    /** The device has no such payment to undo, or does not undo it: the payment stands as it stood. */
    record Refused(Why why) implements ReversalAnswer {}

    /** It was not begun; the payment stands. It may be tried anew with a new request. */
    record NotStarted(Obstacle why) implements ReversalAnswer {}

    /** Not known. The caller asks again by {@link PaymentDevice#resume(DeviceRequest.Reversal)}. */
    record Unknown(DeviceRequest.Reversal request, Doubt why) implements ReversalAnswer {}

    /** The device's no. */
    enum Why {
        /** It has no such payment, or it was undone before. */
        NO_SUCH_PAYMENT,
        /** It, its issuer or a person at it said no. */
        REFUSED,
        HOST_UNREACHABLE
    }
}
