package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * Content under a config signer's signature.
 *
 * <pre>
 * CBOR map
 *   1  content        bytes
 *   2  certificate    bytes, X.509 DER, name urn:tidegate:signer, issued by the device CA
 *   3  signature      bytes 64, ECDSA P-256 SHA-256 (r || s) over label || SHA-256(certificate) || content
 * </pre>
 *
 * <p>The certificate is signed too, because some of its bytes may change while it still says the same.
 */
final class SignedContent {
    private final byte[] content;
    private final SignerTrust.Signer signer;

    private SignedContent(byte[] content, SignerTrust.Signer signer) {
        this.content = content;
        this.signer = signer;
    }

    /**
     * Signs.
     *
     * @param label what the content is
     * @throws KeyUnavailableException the signer's key cannot be used
     */
    static Octets sign(byte[] label, byte[] content, ConfigSigner signer) {
        Octets signature = signer.sign(message(label, signer.certificate(), content));
        return Octets.of(new CborWriter()
                .octets(1, content)
                .octets(2, signer.certificate())
                .octets(3, signature)
                .map());
    }

    /**
     * Reads any bytes. A {@link Rejection} FOREIGN_SIGNER, BAD_SIGNATURE or BAD_PAYLOAD where a signer of this
     * authority has not signed them as what the label says.
     */
    static SignedContent read(Octets raw, int bytesMax, byte[] label, SignerTrust trust) {
        if (raw.length() > bytesMax) {
            throw CborMap.rejection();
        }
        CborMap in = CborMap.read(raw.toByteArray());
        byte[] content = in.bytes(1);
        Octets certificate = in.octets(2);
        Octets signature = in.octets(3);
        in.end();
        SignerTrust.Signer signer = trust.signer(certificate);
        if (signer == null) {
            throw new Rejection("FOREIGN_SIGNER");
        }
        if (!signer.signed(Octets.of(message(label, certificate, content)), signature)) {
            throw new Rejection("BAD_SIGNATURE");
        }
        return new SignedContent(content, signer);
    }

    byte[] content() {
        return content;
    }

    /** A {@link Rejection} FOREIGN_SIGNER unless the signer's certificate was valid then. */
    void requireSignedAt(Instant issuedAt) {
        if (!signer.validAt(issuedAt)) {
            throw new Rejection("FOREIGN_SIGNER");
        }
    }

    private static byte[] message(byte[] label, Octets certificate, byte[] content) {
        byte[] hash = Sha256.of(certificate.toByteArray());
        return ByteBuffer.allocate(label.length + hash.length + content.length)
                .put(label)
                .put(hash)
                .put(content)
                .array();
    }
}
