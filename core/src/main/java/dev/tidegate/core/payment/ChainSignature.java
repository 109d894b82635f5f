package dev.tidegate.core.payment;

import dev.tidegate.core.card.Octets;

/**
 * Who stands for a place in a till's journal: an ECDSA P-256 signature and the certificate of its key. Empty where
 * nobody does.
 *
 * @param value r and s, 32 bytes each (IEEE P1363), of SHA-256 over what is signed
 * @param certificate X.509, DER
 */
public record ChainSignature(Octets value, Octets certificate) {
    /** r and s of a P-256 signature. */
    public static final int VALUE_BYTES = 64;
    /** Twice a certificate of ours; it has to fit a summary of 2,048 bytes and a slot of the cursor. */
    public static final int CERTIFICATE_BYTES_MAX = 1_536;

    private static final ChainSignature NONE = new ChainSignature(Octets.empty(), Octets.empty());

    public ChainSignature {
        boolean none = value.isEmpty() && certificate.isEmpty();
        if (!none && (value.length() != VALUE_BYTES || certificate.isEmpty())) {
            throw new IllegalArgumentException("a signature has 64 bytes and a certificate, or there is none");
        }
        if (certificate.length() > CERTIFICATE_BYTES_MAX) {
            throw new IllegalArgumentException("a certificate of more than " + CERTIFICATE_BYTES_MAX + " bytes");
        }
    }

    /** Nobody signed. */
    public static ChainSignature none() {
        return NONE;
    }

    public boolean isNone() {
        return value.isEmpty();
    }
}
