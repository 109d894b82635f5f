package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;

/**
 * A {@link RecipientBundle} as it travels and lies on disk, with its signature and the signer's certificate.
 *
 * <pre>
 * CBOR map
 *   1  content        bytes, drawn at {@link RecipientBundle}
 *   2  certificate    bytes, X.509 DER, name urn:tidegate:signer, issued by the device CA
 *   3  signature      bytes 64, ECDSA P-256 SHA-256 (r || s) over "tidegate/recipient-bundle/v1" || content
 * </pre>
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
        byte[] content = bundle.encode();
        byte[] raw = new CborWriter()
                .octets(1, content)
                .octets(2, signer.certificate())
                .octets(3, signer.sign(message(content)))
                .map();
        return new SignedBundle(Octets.of(raw), bundle);
    }

    /**
     * Reads any bytes and believes them only if the signature is a config signer's of this authority, whose certificate
     * was valid when the bundle was issued.
     *
     * @throws BundleRefusedException anything else
     */
    public static SignedBundle verify(Octets raw, SignerTrust trust) {
        try {
            if (raw.length() > BYTES_MAX) {
                throw CborMap.rejection();
            }
            CborMap in = CborMap.read(raw.toByteArray());
            byte[] content = in.bytes(1);
            Octets certificate = in.octets(2);
            Octets signature = in.octets(3);
            in.end();
            SignerTrust.Signer signer = trust.signer(certificate);
            if (signer == null) {
                throw new BundleRefusedException(BundleRefusedException.Code.FOREIGN_SIGNER);
            }
            if (!signer.signed(Octets.of(message(content)), signature)) {
                throw new BundleRefusedException(BundleRefusedException.Code.BAD_SIGNATURE);
            }
            RecipientBundle bundle = RecipientBundle.decode(content);
            if (!signer.validAt(bundle.issuedAt())) {
                throw new BundleRefusedException(BundleRefusedException.Code.FOREIGN_SIGNER);
            }
            return new SignedBundle(raw, bundle);
        } catch (Rejection e) {
            throw new BundleRefusedException(
                    switch (e.code()) {
                        case "UNKNOWN_SUITE" -> BundleRefusedException.Code.UNKNOWN_SUITE;
                        case "BAD_KEY" -> BundleRefusedException.Code.BAD_KEY;
                        default -> BundleRefusedException.Code.BAD_FORMAT;
                    });
        }
    }

    private static byte[] message(byte[] content) {
        byte[] message = new byte[LABEL.length + content.length];
        System.arraycopy(LABEL, 0, message, 0, LABEL.length);
        System.arraycopy(content, 0, message, LABEL.length, content.length);
        return message;
    }
}
