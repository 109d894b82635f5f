package dev.tidegate.simulator.card;

import java.util.Optional;

/**
 * How an application decides: its own risk management.
 *
 * @param consecutiveMax after how many transactions without its issuer it wants to be online; 0 for no limit
 * @param issuerInList whether the issuer's answer comes in CDOL2 and not by EXTERNAL AUTHENTICATE
 * @param blocked whether the issuer has blocked the application before the card came here
 */
record Rules(Behaviour behaviour, int consecutiveMax, boolean issuerInList, boolean blocked, Optional<Pin> pin) {
    Rules {
        if (consecutiveMax < 0 || consecutiveMax > 255) {
            throw new IllegalArgumentException("a limit of offline transactions is one byte");
        }
    }

    /** Whether the limit of transactions in a row without the issuer is passed with this one. */
    boolean isIssuerOverdue(int counter, int lastOnline) {
        return consecutiveMax > 0 && counter - lastOnline > consecutiveMax;
    }

    /** What the first GENERATE AC gives. */
    CryptogramType first(CryptogramType asked, boolean overdue) {
        CryptogramType given = behaviour.first(asked);
        return overdue ? given.atMost(CryptogramType.ASK_ISSUER) : given;
    }

    /** What the second GENERATE AC gives, after an ARQC. */
    CryptogramType second(CryptogramType asked, boolean unableToGoOnline, boolean overdue) {
        return overdue && unableToGoOnline ? CryptogramType.DECLINED : behaviour.second(asked, unableToGoOnline);
    }
}
