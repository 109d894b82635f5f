package dev.tidegate.emv.verification;

import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.InterchangeProfile;
import dev.tidegate.emv.testcard.Play;
import dev.tidegate.emv.testcard.TestCard;
import dev.tidegate.emv.verification.CardholderVerification.Sale;
import dev.tidegate.emv.verification.CardholderVerification.Verification;

/** Verification by a till without a PIN pad. */
final class VerificationPlay {
    private VerificationPlay() {}

    static Verification perform(InterchangeProfile profile, CardObjects card, Sale sale) {
        return Play.result(CardholderVerification.perform(profile, card, sale, () -> null, false), TestCard.visa());
    }
}
