package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import java.nio.ByteBuffer;

/**
 * A {@link RecipientBundle} as it travels and lies on disk, with its signature and the signer's certificate.
 *
 * <pre>
 * CBOR map
 *   1  content        bytes, drawn at {@link RecipientBundle}
 *   2  certificate    bytes, X.509 DER, name urn:tidegate:signer, issued by the device CA
 *   3  signature      bytes 64, ECDSA P-256 SHA-256 (r || s) over
 *                     "tidegate/recipient-bundle/v1" || SHA-256(certificate) || content
 * </pre>
 *
 * <p>The certificate is signed too, because some of its bytes may change while it still says the same.
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
                .octets(3, signer.sign(message(signer.certificate(), content)))
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
            if (!signer.signed(Octets.of(message(certificate, content)), signature)) {
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

    private static byte[] message(Octets certificate, byte[] content) {
        byte[] hash = Sha256.of(certificate.toByteArray());
        return ByteBuffer.allocate(LABEL.length + hash.length + content.length)
                .put(LABEL)
                .put(hash)
                .put(content)
                .array();
    }
}
