package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * An {@link AdoptionGrant} as it is carried: a {@link SignedContent}, with its signature and the signer's certificate.
 * As text it is one line of Base64.
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
        return new SignedGrant(SignedContent.sign(LABEL, grant.encode(), signer), grant);
    }

    /**
     * Reads any bytes and believes them only if the signature is a config signer's of this authority, whose certificate
     * was valid when the grant was issued.
     *
     * @throws GrantRefusedException anything else
     */
    public static SignedGrant verify(Octets raw, SignerTrust trust) {
        try {
            SignedContent signed = SignedContent.read(raw, BYTES_MAX, LABEL, trust);
            AdoptionGrant grant = AdoptionGrant.decode(signed.content());
            signed.requireSignedAt(grant.issuedAt());
            return new SignedGrant(raw, grant);
        } catch (Rejection e) {
            throw new GrantRefusedException(
                    switch (e.code()) {
                        case "FOREIGN_SIGNER" -> GrantRefusedException.Code.FOREIGN_SIGNER;
                        case "BAD_SIGNATURE" -> GrantRefusedException.Code.BAD_SIGNATURE;
                        default -> GrantRefusedException.Code.BAD_FORMAT;
                    });
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
}
