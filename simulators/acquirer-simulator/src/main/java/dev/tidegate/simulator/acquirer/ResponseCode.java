package dev.tidegate.simulator.acquirer;

/** The values of DE 39 this host gives (ISO 8583:1987, annex A, and 82 as the card schemes use it). */
final class ResponseCode {
    static final String APPROVED = "00";
    static final String DO_NOT_HONOUR = "05";
    static final String INVALID_TRANSACTION = "12";
    static final String INVALID_AMOUNT = "13";
    static final String NO_SUCH_CARD = "14";
    static final String ORIGINAL_UNKNOWN = "25";
    static final String FORMAT_ERROR = "30";
    static final String NO_SUCH_FUNCTION = "40";
    static final String NO_FUNDS = "51";
    static final String EXPIRED_CARD = "54";
    static final String CRYPTOGRAM_WRONG = "82";
    static final String DUPLICATE = "94";
    static final String SYSTEM_MALFUNCTION = "96";

    private ResponseCode() {}
}
