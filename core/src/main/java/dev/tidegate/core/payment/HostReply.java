package dev.tidegate.core.payment;

/**
 * What the acquirer said about one payment, as far as the till may know it. Empty texts where it said nothing.
 *
 * @param responseCode DE 39
 * @param authorisationCode DE 38
 * @param stan DE 11 as sent
 * @param rrn DE 37 as sent
 */
public record HostReply(String responseCode, String authorisationCode, String stan, String rrn) {
    /** DE 39 of the 2003 version has four characters. */
    private static final int RESPONSE_CODE_MAX = 4;

    private static final HostReply NONE = new HostReply("", "", "", "");

    public HostReply {
        if (responseCode.length() > RESPONSE_CODE_MAX || authorisationCode.length() > 6) {
            throw new IllegalArgumentException("a response code has at most 4 characters, an authorisation code 6");
        }
        if (stan.length() > 12 || rrn.length() > 12) {
            throw new IllegalArgumentException("a STAN or RRN has at most 12 characters");
        }
    }

    /** Nothing was said. */
    public static HostReply none() {
        return NONE;
    }
}
