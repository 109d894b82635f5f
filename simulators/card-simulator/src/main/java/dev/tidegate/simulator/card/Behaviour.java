package dev.tidegate.simulator.card;

/** How a card decides, its card risk management (EMV 4.4 Book 3, 9.3 and 10.8). */
enum Behaviour {
    /** Wants its issuer asked in every transaction, and declines when the issuer cannot be reached. */
    ASKS_ISSUER("FC50BCF800"),
    /** Approves by itself whatever the terminal would have approved. */
    AGREES_OFFLINE("D840000000"),
    /** Declines always. */
    REFUSES("FC50BCF800");

    private final String actionCodeDefault;

    Behaviour(String actionCodeDefault) {
        this.actionCodeDefault = actionCodeDefault;
    }

    /** What the first GENERATE AC gives. */
    CryptogramType first(CryptogramType asked) {
        return switch (this) {
            case ASKS_ISSUER -> asked.atMost(CryptogramType.ASK_ISSUER);
            case AGREES_OFFLINE -> asked;
            case REFUSES -> CryptogramType.DECLINED;
        };
    }

    /** What the second GENERATE AC gives, after an ARQC. */
    CryptogramType second(CryptogramType asked, boolean unableToGoOnline) {
        return switch (this) {
            case ASKS_ISSUER -> unableToGoOnline ? CryptogramType.DECLINED : asked;
            case AGREES_OFFLINE -> asked;
            case REFUSES -> CryptogramType.DECLINED;
        };
    }

    /** Issuer action code, default, 9F0D: the results for which a terminal that is offline has to ask for an AAC. */
    String actionCodeDefault() {
        return actionCodeDefault;
    }
}
