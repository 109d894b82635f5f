package dev.tidegate.emv.action;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.ApplicationCryptogram;
import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.emv.authentication.CombinedAuthentication;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.data.Slice;
import dev.tidegate.emv.data.TlvElement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The answer to GENERATE AC (EMV 4.4 Book 3, 6.5.5.4; Book 2, 6.6.1).
 *
 * <pre>
 * 80  CID 1 | counter 2 | cryptogram 8 | issuer application data 0 to 32
 * 77  9F27, 9F36, 9F26, 9F10                      9F26 is inside 9F4B where the answer is signed
 * </pre>
 *
 * @param values 9F27, 9F36, 9F26 and, where the card gives it, 9F10
 * @param learned what later lists may ask for: 9F4C
 * @param signatureFailed whether CDA was asked for and failed
 */
public record CryptogramAnswer(TlvSet values, TlvSet learned, boolean signatureFailed) {
    private static final Tag FORMAT_1 = new Tag(0x80);
    private static final Tag FORMAT_2 = new Tag(0x77);
    private static final Tag SIGNATURE = new Tag(0x9F4B);

    private static final int ISSUER_DATA_MAX = 32;

    /** Books C-2 and C-3: 9F6E and 9F7C have 32 bytes at most. */
    private static final int BESIDE_BYTES_MAX = 32;

    /** Nothing can vouch for a cryptogram whose signature failed: it stands for the one that was not learned. */
    private static final Octets NO_CRYPTOGRAM = Octets.ofHex("0000000000000000");

    /** The cryptogram as core knows it. */
    public ApplicationCryptogram cryptogram() {
        Octets counter = values.value(Tag.ATC);
        return new ApplicationCryptogram(
                type(), values.value(Tag.APPLICATION_CRYPTOGRAM), counter.at(0) << 8 | counter.at(1));
    }

    /** What the card says with it: bits 8 and 7 of the CID (6.5.5.4, table 15). */
    public Type type() {
        return switch (values.value(Tag.CRYPTOGRAM_INFORMATION).at(0) >>> 6) {
            case 0 -> Type.AAC;
            case 1 -> Type.TC;
            case 2 -> Type.ARQC;
            default -> throw new MalformedCardDataException("a kind of cryptogram that is reserved");
        };
    }

    /**
     * With objects of the card that the acquirer wants beside it, those of them that it has. One that is longer than
     * the books let it be is left out: the sale would be stored and could never be sent.
     *
     * @throws IllegalArgumentException one of them is a secret; the caller's mistake
     */
    public CryptogramAnswer beside(CardObjects card, List<Tag> tags) {
        TlvSet all = values;
        for (Tag tag : tags) {
            boolean fits = card.has(tag) && card.value(tag).length() <= BESIDE_BYTES_MAX;
            all = fits ? all.with(tag, card.octets(tag)) : all;
        }
        return new CryptogramAnswer(all, learned, signatureFailed);
    }

    /**
     * Reads an answer.
     *
     * @param told the card's objects, with the values told up to this command
     * @param combined what checks the signature, where one was asked for
     * @throws MalformedCardDataException it has another form than the book's
     */
    static CryptogramAnswer read(
            Slice answer, CardObjects told, @Nullable CombinedAuthentication combined, Octets unpredictableNumber) {
        List<TlvElement> outer = TlvElement.readAll(answer);
        if (outer.size() != 1) {
            throw new MalformedCardDataException("an answer to GENERATE AC is one template");
        }
        TlvElement template = outer.getFirst();
        if (template.tag().equals(FORMAT_1)) {
            return unsigned(format1(template.value()), combined != null);
        }
        if (!template.tag().equals(FORMAT_2)) {
            throw new MalformedCardDataException("an answer to GENERATE AC is template 80 or 77");
        }
        List<TlvElement> elements = TlvElement.readAll(template.value());
        boolean signed = elements.stream().anyMatch(element -> element.tag().equals(SIGNATURE));
        CryptogramAnswer plain = new CryptogramAnswer(format2(elements), TlvSet.empty(), false);
        if (combined == null || !signed || plain.type() == Type.AAC) {
            require(plain.values(), Tag.APPLICATION_CRYPTOGRAM, 8);
            return unsigned(plain.values(), combined != null);
        }
        return signed(plain.values(), elements, told, combined, unpredictableNumber);
    }

    // Book 2, 6.6.1: an AAC is never signed; a TC or ARQC that should be and is not has failed.
    private static CryptogramAnswer unsigned(TlvSet values, boolean signatureAsked) {
        CryptogramAnswer answer = new CryptogramAnswer(values, TlvSet.empty(), false);
        boolean failed = signatureAsked && answer.type() != Type.AAC;
        return new CryptogramAnswer(values, TlvSet.empty(), failed);
    }

    private static CryptogramAnswer signed(
            TlvSet values,
            List<TlvElement> elements,
            CardObjects told,
            CombinedAuthentication combined,
            Octets unpredictableNumber) {
        try {
            CombinedAuthentication.Signed signed = combined.verify(elements, told.told(), unpredictableNumber);
            return new CryptogramAnswer(
                    values.with(Tag.APPLICATION_CRYPTOGRAM, signed.cryptogram()), signed.learned(), false);
        } catch (MalformedCardDataException e) {
            return new CryptogramAnswer(values.with(Tag.APPLICATION_CRYPTOGRAM, NO_CRYPTOGRAM), TlvSet.empty(), true);
        }
    }

    private static TlvSet format1(Slice value) {
        if (value.length() < 11 || value.length() > 11 + ISSUER_DATA_MAX) {
            throw new MalformedCardDataException("a cryptogram answer has 11 to 43 bytes");
        }
        TlvSet values = TlvSet.of(Map.of(
                Tag.CRYPTOGRAM_INFORMATION, value.slice(0, 1).octets(),
                Tag.ATC, value.slice(1, 3).octets(),
                Tag.APPLICATION_CRYPTOGRAM, value.slice(3, 11).octets()));
        return value.length() == 11
                ? values
                : values.with(
                        Tag.ISSUER_APPLICATION, value.slice(11, value.length()).octets());
    }

    private static TlvSet format2(List<TlvElement> elements) {
        TlvSet values = TlvSet.empty();
        Set<Tag> seen = new HashSet<>();
        for (TlvElement element : elements) {
            Tag tag = element.tag();
            if (!tag.isConstructed() && !seen.add(tag)) {
                throw new MalformedCardDataException("tag " + tag + " comes twice");
            }
            if (isOfAnswer(tag)) {
                values = values.with(tag, element.value().octets());
            }
        }
        require(values, Tag.CRYPTOGRAM_INFORMATION, 1);
        require(values, Tag.ATC, 2);
        if (values.has(Tag.ISSUER_APPLICATION)
                && values.value(Tag.ISSUER_APPLICATION).length() > ISSUER_DATA_MAX) {
            throw new MalformedCardDataException("issuer application data has at most 32 bytes");
        }
        return values;
    }

    private static boolean isOfAnswer(Tag tag) {
        return tag.equals(Tag.CRYPTOGRAM_INFORMATION)
                || tag.equals(Tag.ATC)
                || tag.equals(Tag.APPLICATION_CRYPTOGRAM)
                || tag.equals(Tag.ISSUER_APPLICATION);
    }

    private static void require(TlvSet values, Tag tag, int length) {
        if (!values.has(tag) || values.value(tag).length() != length) {
            throw new MalformedCardDataException("tag " + tag + " is missing or of another length");
        }
    }
}
