package dev.tidegate.emv.contact;

import dev.tidegate.emv.authentication.CertificationAuthorityKeys;
import dev.tidegate.emv.risk.CardHistory;

/**
 * What a terminal keeps between transactions (EMV 4.4 Book 4, 10).
 *
 * @param authorities the schemes' public keys
 * @param history exception file and transaction log
 */
public record TerminalFiles(CertificationAuthorityKeys authorities, CardHistory history) {}
