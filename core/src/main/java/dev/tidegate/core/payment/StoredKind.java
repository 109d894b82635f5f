package dev.tidegate.core.payment;

/** Why a stored sale may be paid later: they are never mixed (payment rules, "Two ways to be paid offline"). */
public enum StoredKind {
    /** The card gave a TC; sent later as an advice (0220), which only technical reasons can refuse. */
    OFFLINE_APPROVED("STORED – approved by the card, not yet captured"),
    /** The card's ARQC is kept and the merchant takes the risk; sent later as a request (0200) that may be declined. */
    DEFERRED_AUTHORISATION("STORED – not yet authorised"),
    /**
     * The issuer's centre gave a code by telephone; sent later as an advice (0220) with that code, the number and the
     * expiry date, without cryptogram and track.
     */
    VOICE_APPROVED("STORED – approved by phone, not yet captured");

    private final String words;

    StoredKind(String words) {
        this.words = words;
    }

    /** Whether it is sent as an advice, which is repeated until it is answered and never reversed. */
    public boolean isAdvice() {
        return this != DEFERRED_AUTHORISATION;
    }

    /** What the screen and the slip say, in English. */
    public String words() {
        return words;
    }
}
