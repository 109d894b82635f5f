package dev.tidegate.gateway.log;

import java.util.Locale;

/** The fields that a log line may have. There is none for what must not be logged. */
public enum Field {
    ACQUIRER,
    AMOUNT,
    /** Where in our own code. */
    AT,
    ATTEMPT,
    BYTES,
    CAUSE,
    CODE,
    COUNT,
    EVENT,
    KEY,
    MILLIS,
    PAYMENT,
    PORT,
    REASON,
    RRN,
    SEQ,
    STAN,
    STATE,
    STATUS,
    TERMINAL,
    TILL,
    TYPE,
    VERDICT,
    VERSION;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
