package dev.tidegate.emv.settings;

import dev.tidegate.core.emv.TerminalVerificationResults;

/**
 * For which results a transaction is declined, sent online, or declined when it cannot go online: the issuer's (IAC,
 * tags 9F0E, 9F0F, 9F0D) or the acquirer's (TAC) action codes (EMV 4.4 Book 3, 10.7).
 *
 * @param unable the code named <em>default</em>: declined when the issuer cannot be asked
 */
public record ActionCodes(
        TerminalVerificationResults denial, TerminalVerificationResults online, TerminalVerificationResults unable) {

    /** Either of two codes, bit by bit. */
    public ActionCodes or(ActionCodes other) {
        return new ActionCodes(
                either(denial, other.denial), either(online, other.online), either(unable, other.unable));
    }

    private static TerminalVerificationResults either(
            TerminalVerificationResults one, TerminalVerificationResults two) {
        return new TerminalVerificationResults(one.bits() | two.bits());
    }
}
