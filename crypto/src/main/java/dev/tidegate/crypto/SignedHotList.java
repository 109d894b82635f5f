package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;

/**
 * A {@link HotList} as it travels and lies on disk: a {@link SignedContent}, as a {@link SignedBundle} is.
 *
 * @param raw all of it
 * @param list what it says, believed by nobody before {@link SignerTrust} has seen it
 */
public record SignedHotList(Octets raw, HotList list) {
    /** A full one has 164,000 bytes, and a certificate of some hundred. */
    public static final int BYTES_MAX = 180_000;

    private static final byte[] LABEL = Sha256.label("tidegate/hot-list/v1");

    /**
     * Signs a list.
     *
     * @throws KeyUnavailableException the signer's key cannot be used
     */
    public static SignedHotList of(HotList list, ConfigSigner signer) {
        return new SignedHotList(SignedContent.sign(LABEL, list.encode(), signer), list);
    }

    /**
     * Reads any bytes. A {@link Rejection} FOREIGN_SIGNER, BAD_SIGNATURE or BAD_PAYLOAD unless a config signer of this
     * authority has signed them, whose certificate was valid when the list was issued.
     */
    static SignedHotList verify(Octets raw, SignerTrust trust) {
        SignedContent signed = SignedContent.read(raw, BYTES_MAX, LABEL, trust);
        HotList list = HotList.decode(signed.content());
        signed.requireSignedAt(list.issuedAt());
        return new SignedHotList(raw, list);
    }
}
