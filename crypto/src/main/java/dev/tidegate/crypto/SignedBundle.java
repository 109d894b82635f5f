package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;

/**
 * A {@link RecipientBundle} as it travels and lies on disk: a {@link SignedContent}, with its signature and the
 * signer's certificate.
 *
 * @param raw all of it
 * @param bundle what it says, believed by nobody before {@link SignerTrust} has seen it
 */
public record SignedBundle(Octets raw, RecipientBundle bundle) {
    /** A full one has some 3,000 bytes. */
    public static final int BYTES_MAX = 8_192;

    private static final byte[] LABEL = Sha256.label("tidegate/recipient-bundle/v1");

    /** Signs a bundle. */
    public static SignedBundle of(RecipientBundle bundle, ConfigSigner signer) {
        return new SignedBundle(SignedContent.sign(LABEL, bundle.encode(), signer), bundle);
    }

    /**
     * Reads any bytes and believes them only if the signature is a config signer's of this authority, whose certificate
     * was valid when the bundle was issued.
     *
     * @throws BundleRefusedException anything else
     */
    public static SignedBundle verify(Octets raw, SignerTrust trust) {
        try {
            SignedContent signed = SignedContent.read(raw, BYTES_MAX, LABEL, trust);
            RecipientBundle bundle = RecipientBundle.decode(signed.content());
            signed.requireSignedAt(bundle.issuedAt());
            return new SignedBundle(raw, bundle);
        } catch (Rejection e) {
            throw new BundleRefusedException(
                    switch (e.code()) {
                        case "FOREIGN_SIGNER" -> BundleRefusedException.Code.FOREIGN_SIGNER;
                        case "BAD_SIGNATURE" -> BundleRefusedException.Code.BAD_SIGNATURE;
                        case "UNKNOWN_SUITE" -> BundleRefusedException.Code.UNKNOWN_SUITE;
                        case "BAD_KEY" -> BundleRefusedException.Code.BAD_KEY;
                        default -> BundleRefusedException.Code.BAD_FORMAT;
                    });
        }
    }
}
