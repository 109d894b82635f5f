package dev.tidegate.emv.device;

/** How a device stands (nexo: Diagnosis). */
public enum DeviceHealth {
    READY,
    /** It serves somebody. */
    BUSY,
    /** It takes cards, and does not reach its host: what it approves is offline, if it does at all. */
    HOST_AWAY,
    /** It is being serviced, or a part of it is broken. */
    OUT_OF_ORDER,
    /** It wants a login first, or refuses to say. */
    REFUSING,
    UNREACHABLE,
    /** Something answers there, and its certificate is not the device's. */
    NOT_TRUSTED,
    /** Something answers there that does not speak as a device does. */
    NOT_INTERPRETABLE
}
