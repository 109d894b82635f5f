package dev.tidegate.emv.verification;

/**
 * One rule of a CVM list: which method, when, and whether another may follow (EMV 4.4 Book 3, Annex C3).
 *
 * @param code byte 1: bit 7 says that the next rule may be tried, bits 6 to 1 are the method
 * @param condition byte 2
 */
record CvmRule(int code, int condition) {
    private static final int TRY_NEXT = 0x40;

    int method() {
        return code & 0x3F;
    }

    boolean mayTryNext() {
        return (code & TRY_NEXT) != 0;
    }
}
