package dev.tidegate.simulator.card;

/**
 * The keys under which an issuer writes to a card afterwards: one for the MAC, one for what nobody else may read.
 *
 * <p>Published test keys of this simulator; a card's own are derived as for cryptograms, and those of a transaction by
 * the common session key derivation from its first cryptogram (EMV 4.4 Book 2, 9.2.2 and A1.3.1).
 */
record ScriptKeys(CardMasterKey integrity, CardMasterKey confidentiality) {
    static final String INTEGRITY_MASTER = "FEDCBA98765432100123456789ABCDEF";
    static final String CONFIDENTIALITY_MASTER = "89ABCDEF0123456776543210FEDCBA98";

    static ScriptKeys of(Holder holder) {
        return new ScriptKeys(own(INTEGRITY_MASTER, holder), own(CONFIDENTIALITY_MASTER, holder));
    }

    private static CardMasterKey own(String master, Holder holder) {
        return new IssuerMasterKey(Bytes.hex(master)).optionA(holder.number().digits(), holder.sequence());
    }
}
