package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;

/**
 * {@link TillParameters} as they travel and lie on disk: a {@link SignedContent}, as a {@link SignedHotList} is.
 *
 * @param raw all of it
 * @param parameters what it says, believed by nobody before {@link SignerTrust} has seen it
 */
public record SignedParameters(Octets raw, TillParameters parameters) {
    /** Some hundred bytes of content, a signature, and a certificate. */
    public static final int BYTES_MAX = 8_192;

    private static final byte[] LABEL = Sha256.label("tidegate/till-parameters/v1");

    /**
     * Signs parameters.
     *
     * @throws KeyUnavailableException the signer's key cannot be used
     */
    static SignedParameters of(TillParameters parameters, ConfigSigner signer) {
        return new SignedParameters(SignedContent.sign(LABEL, parameters.encode(), signer), parameters);
    }

    /**
     * Reads any bytes. A {@link Rejection} FOREIGN_SIGNER, BAD_SIGNATURE or BAD_PAYLOAD unless a config signer of this
     * authority has signed them, whose certificate was valid when they were issued.
     */
    static SignedParameters verify(Octets raw, SignerTrust trust) {
        SignedContent signed = SignedContent.read(raw, BYTES_MAX, LABEL, trust);
        TillParameters parameters = TillParameters.decode(signed.content());
        signed.requireSignedAt(parameters.issuedAt());
        return new SignedParameters(raw, parameters);
    }
}
