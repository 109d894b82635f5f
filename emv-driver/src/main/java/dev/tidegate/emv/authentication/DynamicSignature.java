package dev.tidegate.emv.authentication;

import dev.tidegate.core.card.Octets;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.data.Slice;
import java.util.List;

/**
 * Signed dynamic application data, tag 9F4B (EMV 4.4 Book 2, 6.5.2 and 6.6.2, tables 17 and 22).
 *
 * <pre>
 * format 05 | hash 01 | length | dynamic data … | BB …
 * dynamic data:  length | card's dynamic number 2 to 8 | with CDA: CID 1, cryptogram 8, transaction data hash 20
 * </pre>
 *
 * @param number the card's dynamic number, tag 9F4C
 * @param rest of the dynamic data
 */
record DynamicSignature(Octets number, Slice rest) {
    private static final int FORMAT = 0x05;
    private static final int DATA_AT = 3;

    /**
     * Checks the card's signature.
     *
     * @param told what the hash covers beside the signature: the values of the DDOL, or the unpredictable number
     * @throws MalformedCardDataException a check fails
     */
    static DynamicSignature verify(PublicKey card, Slice signature, Slice told) {
        SignedBlock block = SignedBlock.recover(card, signature, FORMAT);
        block.requireAlgorithm(1);
        block.requireHash(List.of(told));
        Slice content = block.content();
        int end = DATA_AT + content.at(2);
        if (end > content.length() || end == DATA_AT) {
            throw new MalformedCardDataException("dynamic data is longer than its signature");
        }
        Slice data = content.slice(DATA_AT, end);
        int length = data.at(0);
        if (length < 2 || length > 8 || 1 + length > data.length()) {
            throw new MalformedCardDataException("a dynamic number has two to eight bytes");
        }
        return new DynamicSignature(data.slice(1, 1 + length).octets(), data.slice(1 + length, data.length()));
    }
}
