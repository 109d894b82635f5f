package dev.tidegate.emv.authentication;

import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.emv.data.InterchangeProfile;
import dev.tidegate.emv.settings.TerminalCapabilities;

/**
 * The ways to authenticate a card offline, the best first (EMV 4.4 Book 3, 10.3). XDA, with elliptic curves, is not
 * known.
 */
enum AuthenticationMethod {
    COMBINED(3) {
        @Override
        boolean isCommon(InterchangeProfile card, TerminalCapabilities terminal) {
            return card.combinedAuthentication() && terminal.combinedAuthentication();
        }
    },
    DYNAMIC(4) {
        @Override
        boolean isCommon(InterchangeProfile card, TerminalCapabilities terminal) {
            return card.dynamicAuthentication() && terminal.dynamicAuthentication();
        }
    },
    STATIC(7) {
        @Override
        boolean isCommon(InterchangeProfile card, TerminalCapabilities terminal) {
            return card.staticAuthentication() && terminal.staticAuthentication();
        }

        @Override
        TerminalVerificationResults selected() {
            // Book 3, Annex C5, byte 1 bit 2: SDA selected.
            return TerminalVerificationResults.none().with(1, 2);
        }
    },
    NONE(8) {
        @Override
        boolean isCommon(InterchangeProfile card, TerminalCapabilities terminal) {
            return true;
        }
    };

    private final int failureBit;

    AuthenticationMethod(int failureBit) {
        this.failureBit = failureBit;
    }

    static AuthenticationMethod of(InterchangeProfile card, TerminalCapabilities terminal) {
        for (AuthenticationMethod method : values()) {
            if (method.isCommon(card, terminal)) {
                return method;
            }
        }
        return NONE;
    }

    abstract boolean isCommon(InterchangeProfile card, TerminalCapabilities terminal);

    /** What it sets whether it passes or fails. */
    TerminalVerificationResults selected() {
        return TerminalVerificationResults.none();
    }

    /** What it sets when it fails; for no method at all, that none was performed. */
    TerminalVerificationResults failed() {
        return selected().with(1, failureBit);
    }
}
