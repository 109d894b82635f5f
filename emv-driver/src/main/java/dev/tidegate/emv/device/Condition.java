package dev.tidegate.emv.device;

import java.util.Arrays;

/** Why a device says Failure (nexo: ErrorCondition). */
enum Condition {
    ABORTED("Aborted"),
    BUSY("Busy"),
    CANCEL("Cancel"),
    DEVICE_OUT("DeviceOut"),
    INSERTED_CARD("InsertedCard"),
    IN_PROGRESS("InProgress"),
    INVALID_CARD("InvalidCard"),
    LOGGED_OUT("LoggedOut"),
    MESSAGE_FORMAT("MessageFormat"),
    NOT_ALLOWED("NotAllowed"),
    NOT_FOUND("NotFound"),
    PAYMENT_RESTRICTION("PaymentRestriction"),
    REFUSAL("Refusal"),
    UNAVAILABLE_DEVICE("UnavailableDevice"),
    UNAVAILABLE_SERVICE("UnavailableService"),
    UNREACHABLE_HOST("UnreachableHost"),
    WRONG_PIN("WrongPIN"),
    /** A word that this version of the protocol has not: no yes, and no certain no. */
    UNHEARD_OF("");

    private final String word;

    Condition(String word) {
        this.word = word;
    }

    static Condition of(String word) {
        return Arrays.stream(values())
                .filter(each -> each.word.equals(word))
                .findFirst()
                .orElse(UNHEARD_OF);
    }
}
