package dev.tidegate.core.payment;

/**
 * Why a payment was refused, declined, set aside or not sent. A clear word for each; the page has a sentence for it.
 */
public enum Reason {
    NONE,
    // The card or the person.
    CARD_DECLINED,
    CARD_NOT_ACCEPTED,
    CARD_BLOCKED,
    USE_CHIP,
    CASH_ONLY,
    PIN_PAD_NEEDED,
    CARD_ERROR,
    CARD_REMOVED,
    NO_CARD,
    READER_LOST,
    CANCELLED_BY_CASHIER,
    CANCELLED_BY_CARDHOLDER,
    PIN_TRIES_EXCEEDED,
    PIN_BYPASSED,
    // The till's own rules.
    NO_LIMIT_FOR_CURRENCY,
    SALE_ABOVE_LIMIT,
    TILL_SUM_REACHED,
    TILL_COUNT_REACHED,
    ACCEPT_WINDOW_OVER,
    DEFERRAL_NOT_ALLOWED,
    ODA_FAILED,
    ONLINE_PIN_NEEDED,
    CARD_EXPIRED,
    CARD_LISTED,
    CARD_DECLINED_LATELY,
    CARD_COUNT_REACHED,
    CARD_SUM_REACHED,
    SERVICE_CODE_UNREADABLE,
    ISSUER_ONLY,
    FALLBACK_ONLINE_ONLY,
    TAPPED_STRIPE_ONLINE_ONLY,
    STRIPE_NOT_KEPT,
    OFFLINE_DISABLED,
    JOURNAL_FULL,
    JOURNAL_BROKEN,
    NO_RECIPIENT_KEY,
    // The way to the host.
    NO_NETWORK,
    GATEWAY_SILENT,
    ACQUIRER_SILENT,
    LANE_BUSY,
    NO_ANSWER,
    // The host.
    HOST_DECLINED,
    // Set aside.
    FORMAT,
    TAMPER,
    FALSE_DUPLICATE,
    SECOND_PATH,
    OUR_FAULT,
    FORK,
    RESTORED,
    UNSHOWN,
    UNANSWERED,
    EXCEPTION,
    KEY_GONE,
    POLICY,
    EXPIRED
}
