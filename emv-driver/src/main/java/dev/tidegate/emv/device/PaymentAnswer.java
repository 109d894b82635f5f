package dev.tidegate.emv.device;

/** What became of a payment at a device: yes, no, or not known. */
public sealed interface PaymentAnswer {
    /** The device booked just what was asked. */
    record Approved(DeviceApproval approval) implements PaymentAnswer {}

    /**
     * The device booked another amount than was asked: a part, or more by a tip that was keyed at it. The caller takes
     * that amount for paid, or reverses it.
     */
    record ApprovedOtherAmount(DeviceApproval approval) implements PaymentAnswer {}

    /** Card, issuer or device said no; nothing was booked. */
    record Declined(Refusal why) implements PaymentAnswer {}

    /** It was stopped before anything was booked. */
    record Aborted(By by) implements PaymentAnswer {}

    /** It was not begun; nothing was booked. */
    record NotStarted(Obstacle why) implements PaymentAnswer {}

    /**
     * Not known: neither paid nor unpaid. The caller keeps the request and asks again by
     * {@link PaymentDevice#resume(DeviceRequest.Payment)}.
     */
    record Unknown(DeviceRequest.Payment request, Doubt why) implements PaymentAnswer {}

    /** Who stopped it. */
    enum By {
        TILL,
        CARDHOLDER
    }

    /** The device's no, in plain words. */
    enum Refusal {
        REFUSED,
        INVALID_CARD,
        WRONG_PIN,
        /** The card may not pay for this. */
        RESTRICTED,
        HOST_UNREACHABLE,
        /** A card was left in the device. */
        CARD_LEFT_IN
    }
}
