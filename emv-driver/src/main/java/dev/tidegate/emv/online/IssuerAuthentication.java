package dev.tidegate.emv.online;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.emv.apdu.CommandApdu;
import dev.tidegate.emv.data.InterchangeProfile;
import dev.tidegate.emv.step.Step;

/** Issuer authentication: the card checks that the answer is its issuer's (EMV 4.4 Book 3, 10.9). */
public final class IssuerAuthentication {
    /**
     * What came of it.
     *
     * @param found the bits of tag 95 that it sets
     */
    public record Authentication(TerminalVerificationResults found, boolean performed) {}

    private static final int BYTES_MIN = 8;
    private static final int BYTES_MAX = 16;

    private IssuerAuthentication() {}

    /**
     * Sends tag 91 to the card by EXTERNAL AUTHENTICATE, once, where the card knows the command and the issuer sent it.
     * A card that does not know it may ask for 91 by CDOL 2.
     */
    public static Step<Authentication> perform(InterchangeProfile profile, TlvSet issuerData) {
        TerminalVerificationResults none = TerminalVerificationResults.none();
        if (!profile.issuerAuthentication() || !issuerData.has(Tag.ISSUER_AUTHENTICATION)) {
            return Step.done(new Authentication(none, false));
        }
        Octets value = issuerData.value(Tag.ISSUER_AUTHENTICATION);
        if (value.length() < BYTES_MIN || value.length() > BYTES_MAX) {
            // Annex A1: what is not 8 to 16 bytes is no issuer authentication data; it is not sent, and has failed.
            return Step.done(new Authentication(none.with(5, 7), false));
        }
        // 10.9: any status but 9000 is a failure, and the transaction goes on.
        return Step.send(
                CommandApdu.externalAuthenticate(value),
                answer -> Step.done(new Authentication(answer.succeeded() ? none : none.with(5, 7), true)));
    }
}
