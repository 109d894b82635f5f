package dev.tidegate.emv.device;

/** Why a device did not begin: nothing was booked, and the same may be tried anew with a new request. */
public enum Obstacle {
    /** No connection; no byte of the request left. */
    UNREACHABLE,
    /** Something answers there, and its certificate is not the device's; no byte of the request left. */
    NOT_TRUSTED,
    /** The request never got there: the device does not know it, and can know it no more ({@link NotFoundRule}). */
    NOT_ARRIVED,
    /** It serves somebody else, or this till's last request still. */
    BUSY,
    /** What became of an earlier request is not known yet: that is asked first. */
    EARLIER_UNRESOLVED,
    /** It wants a login first. */
    LOGGED_OUT,
    /** It does not allow this. */
    NOT_ALLOWED,
    /** It did not understand the request. */
    FORMAT,
    /** It does not offer this service now. */
    SERVICE_UNAVAILABLE,
    /** A part of it is missing or broken. */
    OUT_OF_ORDER
}
