package dev.tidegate.simulator.acquirer;

/**
 * The first answer to a transaction; every repeat gets it again.
 *
 * @param code DE 39
 * @param authorisation DE 38, empty when declined
 * @param issuerAuthentication tag 91, hex, empty when no ARQC was verified
 */
record GivenAnswer(String code, String authorisation, String issuerAuthentication) {
    boolean isApproval() {
        return code.equals(ResponseCode.APPROVED);
    }
}
