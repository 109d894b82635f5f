package dev.tidegate.emv.authentication;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.data.Sha1;
import dev.tidegate.emv.data.Slice;
import dev.tidegate.emv.data.TlvElement;
import java.util.ArrayList;
import java.util.List;

/** CDA: the card signs its cryptogram together with what it was told (EMV 4.4 Book 2, 6.6). Immutable. */
public final class CombinedAuthentication {
    /**
     * A signed cryptogram that passed.
     *
     * @param cryptogram tag 9F26, 8 bytes, out of the signature
     * @param learned what later lists may ask for: 9F4C
     */
    public record Signed(Octets cryptogram, TlvSet learned) {}

    private static final Tag SIGNATURE = new Tag(0x9F4B);
    private static final Tag DYNAMIC_NUMBER = new Tag(0x9F4C);

    /** CID, cryptogram, transaction data hash. */
    private static final int REST_BYTES = 1 + 8 + Sha1.BYTES;

    private final PublicKey key;

    CombinedAuthentication(PublicKey key) {
        this.key = key;
    }

    /**
     * Checks the signature in an answer to GENERATE AC (6.6.2).
     *
     * @param answer what template 77 holds, in the card's order
     * @param told the values of PDOL and CDOLs up to this command
     * @throws MalformedCardDataException a check fails; the caller takes CDA as failed
     */
    public Signed verify(List<TlvElement> answer, List<Slice> told, Octets unpredictableNumber) {
        DynamicSignature signature =
                DynamicSignature.verify(key, value(answer, SIGNATURE), Slice.of(unpredictableNumber));
        Slice rest = signature.rest();
        if (rest.length() != REST_BYTES) {
            throw new MalformedCardDataException("signed dynamic data of another length");
        }
        if (!rest.slice(0, 1).isSameAs(value(answer, Tag.CRYPTOGRAM_INFORMATION))) {
            throw new MalformedCardDataException("a signature over another kind of cryptogram");
        }
        if (!transactionHash(answer, told).equals(rest.slice(9, REST_BYTES).octets())) {
            throw new MalformedCardDataException("a signature over another transaction");
        }
        return new Signed(rest.slice(1, 9).octets(), TlvSet.empty().with(DYNAMIC_NUMBER, signature.number()));
    }

    // 6.6.2, step 10: the values told, then tags, lengths and values of the answer, save the signature itself.
    private static Octets transactionHash(List<TlvElement> answer, List<Slice> told) {
        List<Slice> covered = new ArrayList<>(told);
        for (TlvElement element : answer) {
            if (!element.tag().equals(SIGNATURE)) {
                covered.add(element.whole());
            }
        }
        return Sha1.of(covered);
    }

    private static Slice value(List<TlvElement> answer, Tag tag) {
        return answer.stream()
                .filter(element -> element.tag().equals(tag))
                .findFirst()
                .map(TlvElement::value)
                .orElseThrow(() -> new MalformedCardDataException("tag " + tag + " is missing"));
    }
}
