package dev.tidegate.simulator.acquirer.issuer;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an issuer found when it looked at a transaction's cryptogram and counter. */
public enum CryptogramCheck {
    /** None was sent, and none was due. */
    @JsonProperty("absent")
    ABSENT,
    /** The card did not make it over these values, or it is of the wrong type. */
    @JsonProperty("wrong")
    WRONG,
    /** Genuine, but another transaction of the card has its counter. */
    @JsonProperty("atcUsed")
    ATC_USED,
    /** Genuine, but too far behind the card's highest counter. */
    @JsonProperty("atcTooOld")
    ATC_TOO_OLD,
    @JsonProperty("verified")
    VERIFIED,
    /** Genuine and fresh, though a higher counter came before: sales stored offline arrive so. */
    @JsonProperty("verifiedOutOfOrder")
    VERIFIED_OUT_OF_ORDER;

    public boolean isVerified() {
        return this == VERIFIED || this == VERIFIED_OUT_OF_ORDER;
    }
}
