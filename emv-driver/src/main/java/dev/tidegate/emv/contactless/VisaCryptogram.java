package dev.tidegate.emv.contactless;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.ApplicationCryptogram;
import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.emv.action.CryptogramAnswer;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.data.Slice;
import java.util.List;

/** The cryptogram in an answer to GET PROCESSING OPTIONS (EMV Contactless Book C-3). */
record VisaCryptogram(CryptogramAnswer answer) {
    private static final Tag TRACK_2 = new Tag(0x57);
    private static final int ISSUER_DATA_MAX = 32;

    private static final Tag FORM_FACTOR = new Tag(0x9F6E);
    private static final int FORM_FACTOR_BYTES = 4;

    // The card's own that the acquirer wants: qualifiers, form factor, customer's data.
    private static final List<Tag> BESIDE = List.of(new Tag(0x9F6C), FORM_FACTOR, new Tag(0x9F7C));

    /**
     * Reads it.
     *
     * @throws MalformedCardDataException an object is missing, or of another length
     */
    static VisaCryptogram of(CardObjects begun) {
        Slice issuers = begun.value(Tag.ISSUER_APPLICATION);
        if (issuers.length() == 0 || issuers.length() > ISSUER_DATA_MAX) {
            throw new MalformedCardDataException("issuer application data has 1 to 32 bytes");
        }
        TlvSet values = TlvSet.empty()
                .with(Tag.CRYPTOGRAM_INFORMATION, information(begun, issuers))
                .with(Tag.ATC, begun.value(Tag.ATC, 2).octets())
                .with(
                        Tag.APPLICATION_CRYPTOGRAM,
                        begun.value(Tag.APPLICATION_CRYPTOGRAM, 8).octets())
                .with(Tag.ISSUER_APPLICATION, issuers.octets());
        CryptogramAnswer answer = new CryptogramAnswer(values, TlvSet.empty(), false);
        if (answer.values().value(Tag.CRYPTOGRAM_INFORMATION).at(0) >>> 6 == 3) {
            throw new MalformedCardDataException("a kind of cryptogram that is reserved");
        }
        return new VisaCryptogram(answer);
    }

    /** The same with what the acquirer wants beside it, be it in the answer or in a record. */
    CryptogramAnswer beside(CardObjects card) {
        CryptogramAnswer all = answer.beside(card, BESIDE);
        TlvSet values = all.values();
        boolean known = values.has(FORM_FACTOR) && values.value(FORM_FACTOR).length() == FORM_FACTOR_BYTES;
        return known
                ? new CryptogramAnswer(
                        values.with(FORM_FACTOR, byField(values.value(FORM_FACTOR))),
                        all.learned(),
                        all.signatureFailed())
                : all;
    }

    // The last four bits are the reader's: over which technology it was paid, 0 for a field.
    private static Octets byField(Octets formFactor) {
        int last = formFactor.at(FORM_FACTOR_BYTES - 1) & 0xF0;
        return formFactor.slice(0, FORM_FACTOR_BYTES - 1).plus(Octets.of(new byte[] {(byte) last}));
    }

    /** Whether the answer itself says which card it is. */
    static boolean isIdentified(CardObjects begun) {
        return begun.has(TRACK_2);
    }

    Type type() {
        return answer.type();
    }

    ApplicationCryptogram cryptogram() {
        return answer.cryptogram();
    }

    // Without tag 9F27 the kind stands in the card verification results: byte 5 of 9F10, bits 6 and 5.
    private static Octets information(CardObjects begun, Slice issuers) {
        if (begun.has(Tag.CRYPTOGRAM_INFORMATION)) {
            return begun.value(Tag.CRYPTOGRAM_INFORMATION, 1).octets();
        }
        if (issuers.length() < 5) {
            throw new MalformedCardDataException("no kind of cryptogram");
        }
        return Octets.of(new byte[] {(byte) ((issuers.at(4) & 0x30) << 2)});
    }
}
