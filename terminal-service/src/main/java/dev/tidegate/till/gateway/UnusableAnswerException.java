package dev.tidegate.till.gateway;

/**
 * What came from the gateway is not an answer. The caller counts it as none; nothing of it is repeated in the message.
 */
final class UnusableAnswerException extends RuntimeException {
    UnusableAnswerException(String what) {
        super(what);
    }
}
