package dev.tidegate.emv.authentication;

import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.data.Sha1;
import dev.tidegate.emv.data.Slice;
import java.util.ArrayList;
import java.util.List;

/**
 * What is under a signature of the books, certificate or signed data (EMV 4.4 Book 2, A2.1).
 *
 * <pre>
 * 6A | format | content … | hash 20 | BC        the hash covers format, content, and what stands beside the signature
 * </pre>
 *
 * @param content from the format byte to the last byte before the hash
 */
record SignedBlock(Slice content, Slice hash) {
    private static final int HEADER = 0x6A;
    private static final int TRAILER = 0xBC;

    /** Hash algorithm indicator and public key algorithm indicator: SHA-1 and RSA (Book 2, B2.1 and B3.1). */
    static final int ALGORITHM = 0x01;

    /**
     * Recovers a block of a format.
     *
     * @throws MalformedCardDataException the signature is not of this key, or of another format
     */
    static SignedBlock recover(PublicKey key, Slice signature, int format) {
        Slice whole = key.recover(signature);
        int end = whole.length() - 1;
        if (whole.at(0) != HEADER || whole.at(end) != TRAILER || whole.at(1) != format) {
            throw new MalformedCardDataException("a signature is not what its key makes");
        }
        int hashAt = end - Sha1.BYTES;
        return new SignedBlock(whole.slice(1, hashAt), whole.slice(hashAt, end));
    }

    /**
     * Checks the hash over the content and what stands beside the signature.
     *
     * @throws MalformedCardDataException it differs
     */
    void requireHash(List<Slice> beside) {
        List<Slice> covered = new ArrayList<>();
        covered.add(content);
        covered.addAll(beside);
        if (!Sha1.of(covered).equals(hash.octets())) {
            throw new MalformedCardDataException("a hash under a signature differs");
        }
    }

    /** Overwrites the content: under a card's certificate is the card's number. */
    void wipe() {
        content.wipe();
    }

    /**
     * @throws MalformedCardDataException the byte at this place of the content says another algorithm than the book's
     *     one
     */
    void requireAlgorithm(int at) {
        if (content.at(at) != ALGORITHM) {
            throw new MalformedCardDataException("an algorithm that is not known");
        }
    }
}
