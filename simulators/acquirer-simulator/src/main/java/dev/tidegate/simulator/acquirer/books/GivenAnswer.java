package dev.tidegate.simulator.acquirer.books;

import dev.tidegate.simulator.acquirer.wire.ResponseCode;

/**
 * The first answer to a transaction; every repeat gets it again.
 *
 * @param code DE 39
 * @param amount DE 4: less than was asked for in a partial approval
 * @param authorisation DE 38, empty when declined
 * @param issuerAuthentication tag 91, hex, empty when no ARQC was verified
 */
public record GivenAnswer(String code, long amount, String authorisation, String issuerAuthentication) {
    boolean isApproval() {
        return ResponseCode.isApproval(code);
    }
}
