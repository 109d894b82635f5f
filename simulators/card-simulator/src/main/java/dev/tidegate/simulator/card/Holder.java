package dev.tidegate.simulator.card;

/**
 * Whose account an application stands for, as the issuer wrote it.
 *
 * @param sequence PAN sequence number 5F34, two digits
 * @param expiry last day 5F24, YYMMDD
 */
record Holder(CardNumber number, String sequence, String expiry) {
    static final String NAME = "TEST CARD/TIDEGATE";

    Holder {
        if (!sequence.matches("[0-9]{2}")) {
            throw new IllegalArgumentException("a sequence number has two digits");
        }
        if (!expiry.matches("[0-9]{6}")) {
            throw new IllegalArgumentException("an expiry is YYMMDD");
        }
    }

    /** Track 2 as a chip has it, 57, with the service code of the stripe. */
    byte[] trackEquivalent(String service) {
        String track = number.digits() + "D" + expiry.substring(0, 4) + service + Stripe.DISCRETIONARY;
        return Bytes.hex(track.length() % 2 == 0 ? track : track + "F");
    }
}
