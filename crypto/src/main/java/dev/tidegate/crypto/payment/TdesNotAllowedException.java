package dev.tidegate.crypto.payment;

/** Triple DES is off here. The caller refuses what would need it, or its configuration allows it. */
public final class TdesNotAllowedException extends RuntimeException {
    TdesNotAllowedException() {
        super("triple DES is not allowed by the configuration");
    }
}
