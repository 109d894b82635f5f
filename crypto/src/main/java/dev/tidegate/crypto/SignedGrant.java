package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * An {@link AdoptionGrant} as it is carried, with its signature and the signer's certificate. As text it is one line of
 * Base64.
 *
 * <pre>
 * CBOR map
 *   1  content        bytes, drawn at {@link AdoptionGrant}
 *   2  certificate    bytes, X.509 DER, name urn:tidegate:signer, issued by the device CA
 *   3  signature      bytes 64, ECDSA P-256 SHA-256 (r || s) over
 *                     "tidegate/adoption-grant/v1" || SHA-256(certificate) || content
 * </pre>
 *
 * @param raw all of it
 * @param grant what it says
 */
public record SignedGrant(Octets raw, AdoptionGrant grant) {
    /** One has some 800 bytes. */
    public static final int BYTES_MAX = 2_048;

    private static final byte[] LABEL = Sha256.label("tidegate/adoption-grant/v1");

    /**
     * Signs a grant.
     *
     * @throws KeyUnavailableException the signer's key cannot be used
     */
    public static SignedGrant of(AdoptionGrant grant, ConfigSigner signer) {
        byte[] content = grant.encode();
        byte[] raw = new CborWriter()
                .octets(1, content)
                .octets(2, signer.certificate())
                .octets(3, signer.sign(message(signer.certificate(), content)))
                .map();
        return new SignedGrant(Octets.of(raw), grant);
    }

    /**
     * Reads any bytes and believes them only if the signature is a config signer's of this authority, whose certificate
     * was valid when the grant was issued.
     *
     * @throws GrantRefusedException anything else
     */
    public static SignedGrant verify(Octets raw, SignerTrust trust) {
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
                throw new GrantRefusedException(GrantRefusedException.Code.FOREIGN_SIGNER);
            }
            if (!signer.signed(Octets.of(message(certificate, content)), signature)) {
                throw new GrantRefusedException(GrantRefusedException.Code.BAD_SIGNATURE);
            }
            AdoptionGrant grant = AdoptionGrant.decode(content);
            if (!signer.validAt(grant.issuedAt())) {
                throw new GrantRefusedException(GrantRefusedException.Code.FOREIGN_SIGNER);
            }
            return new SignedGrant(raw, grant);
        } catch (Rejection e) {
            throw new GrantRefusedException(GrantRefusedException.Code.BAD_FORMAT);
        }
    }

    /**
     * As {@link #verify}, from the text of a file or a message; white space round it is passed over.
     *
     * @throws GrantRefusedException also: no Base64
     */
    public static SignedGrant ofText(String text, SignerTrust trust) {
        try {
            byte[] ascii = text.strip().getBytes(StandardCharsets.US_ASCII);
            return verify(Octets.of(Base64.getDecoder().decode(ascii)), trust);
        } catch (IllegalArgumentException e) {
            throw new GrantRefusedException(GrantRefusedException.Code.BAD_FORMAT);
        }
    }

    /** One line, to print and to carry. */
    public String text() {
        return Base64.getEncoder().encodeToString(raw.toByteArray());
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
