package dev.tidegate.gateway.log;

import java.util.Locale;

/** The fields that a log line may have. There is none for what must not be logged. */
public enum Field {
    ACQUIRER,
    /** A host and its port. */
    ADDRESS,
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
    /** What an answer that fits nothing differs in from what waits. */
    NEAR,
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
