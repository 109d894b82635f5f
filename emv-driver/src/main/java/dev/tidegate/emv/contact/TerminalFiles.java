package dev.tidegate.emv.contact;

import dev.tidegate.emv.authentication.CertificationAuthorityKeys;
import dev.tidegate.emv.risk.CardHistory;

/**
 * What a terminal keeps between transactions (EMV 4.4 Book 4, 10).
 *
 * @param authorities the schemes' public keys
 * @param history exception file and transaction log
 * @param sequence how many transactions there were
 */
public record TerminalFiles(CertificationAuthorityKeys authorities, CardHistory history, SequenceCounter sequence) {
    /** Of a terminal that counts no transactions. */
    public TerminalFiles(CertificationAuthorityKeys authorities, CardHistory history) {
        this(authorities, history, SequenceCounter.none());
    }
}
