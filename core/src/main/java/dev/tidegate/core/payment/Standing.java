package dev.tidegate.core.payment;

/** Whether the acquirer can be asked now. */
public sealed interface Standing {
    record Online() implements Standing {}

    /** @param cause NO_NETWORK, GATEWAY_SILENT, ACQUIRER_SILENT, or POLICY when forced */
    record Offline(Reason cause) implements Standing {}
}
