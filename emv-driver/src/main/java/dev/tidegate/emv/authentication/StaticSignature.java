package dev.tidegate.emv.authentication;

import dev.tidegate.core.card.Octets;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.data.Slice;
import java.util.List;

/**
 * Signed static application data, tag 93 (EMV 4.4 Book 2, 5.4, table 7).
 *
 * <pre>
 * format 03 | hash 01 | data authentication code 2 | BB …
 * </pre>
 */
final class StaticSignature {
    private static final int FORMAT = 0x03;

    private StaticSignature() {}

    /**
     * Checks the issuer's signature over the static data.
     *
     * @return data authentication code, tag 9F45
     * @throws MalformedCardDataException a check fails
     */
    static Octets verify(PublicKey issuer, Slice signature, List<Slice> statics) {
        SignedBlock block = SignedBlock.recover(issuer, signature, FORMAT);
        block.requireAlgorithm(1);
        block.requireHash(statics);
        return block.content().slice(2, 4).octets();
    }
}
