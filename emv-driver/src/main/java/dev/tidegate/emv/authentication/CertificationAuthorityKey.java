package dev.tidegate.emv.authentication;

import dev.tidegate.core.card.Octets;
import dev.tidegate.emv.data.Sha1;
import dev.tidegate.emv.data.Slice;
import java.time.LocalDate;
import java.util.List;

/**
 * A public key of a payment scheme's certification authority (EMV 4.4 Book 2, 11.2.2).
 *
 * @param rid registered application provider, 5 bytes
 * @param index 0 to 255, what a card names by tag 8F
 * @param modulus 64 to 248 bytes
 * @param exponent 3 or 65537
 * @param expiry the last day on which it is used
 */
public record CertificationAuthorityKey(Octets rid, int index, Octets modulus, Octets exponent, LocalDate expiry) {
    public CertificationAuthorityKey {
        if (rid.length() != 5) {
            throw new IllegalArgumentException("a registered application provider has five bytes");
        }
        if (index < 0 || index > 255) {
            throw new IllegalArgumentException("a key index is one byte");
        }
        if (!PublicKey.isPossible(modulus, exponent)) {
            throw new IllegalArgumentException("not a modulus of 64 to 248 bytes with exponent 3 or 65537");
        }
    }

    /**
     * A key that was handed over with its checksum: SHA-1 over provider, index, modulus and exponent.
     *
     * @throws IllegalArgumentException the checksum is another one; the key is not used
     */
    public static CertificationAuthorityKey checked(
            Octets rid, int index, Octets modulus, Octets exponent, LocalDate expiry, Octets checksum) {
        CertificationAuthorityKey key = new CertificationAuthorityKey(rid, index, modulus, exponent, expiry);
        Octets computed = Sha1.of(
                List.of(Slice.of(rid), Slice.of(new byte[] {(byte) index}), Slice.of(modulus), Slice.of(exponent)));
        if (!computed.equals(checksum)) {
            throw new IllegalArgumentException(key + " has another checksum");
        }
        return key;
    }

    @Override
    public String toString() {
        return "key " + Octets.of(new byte[] {(byte) index}).hex() + " of provider " + rid.hex();
    }

    PublicKey publicKey() {
        return new PublicKey(modulus, exponent);
    }
}
