package dev.tidegate.emv.authentication;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.emv.data.CalendarDay;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.data.Slice;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A public key certificate: the authority's over the issuer's key, or the issuer's over one of the card's (EMV 4.4 Book
 * 2, 5.3, 6.4 and 7.1, tables 6, 14 and 21).
 *
 * <pre>
 * format 02 | issuer identifier 4 | expiry MMYY | serial 3 | hash 01 | key 01 | key length | exponent length | key …
 * format 04 | card number      10 | expiry MMYY | serial 3 | hash 01 | key 01 | key length | exponent length | key …
 * </pre>
 *
 * Revoked serial numbers are not looked up: there is no list of them yet.
 */
enum Certificate {
    ISSUER(0x02, 4, 0x90, 0x92, 0x9F32) {
        @Override
        void requireHolder(Slice identifier, Slice number) {
            // 5.3, step 9: the leftmost 3 to 8 digits of the number, filled up with F.
            int digits = 0;
            while (digits < 8 && identifier.nibble(digits) != 0xF) {
                digits++;
            }
            requireNibbles(identifier, number, digits);
            requireFilled(identifier, digits);
            if (digits < 3) {
                throw new MalformedCardDataException("an issuer identifier of less than three digits");
            }
        }
    },
    CARD(0x04, 10, 0x9F46, 0x9F48, 0x9F47) {
        @Override
        void requireHolder(Slice identifier, Slice number) {
            // 6.4, step 8: the whole number, filled up with F.
            int digits = 2 * number.length();
            while (digits > 0 && number.nibble(digits - 1) == 0xF) {
                digits--;
            }
            requireNibbles(identifier, number, digits);
            requireFilled(identifier, digits);
        }
    },
    /** Over the card's key for PINs alone; it covers no static data (7.1). */
    PIN(0x04, 10, 0x9F2D, 0x9F2F, 0x9F2E) {
        @Override
        void requireHolder(Slice identifier, Slice number) {
            CARD.requireHolder(identifier, number);
        }
    };

    private final int format;
    private final int identifierBytes;
    private final int certificate;
    private final int remainder;
    private final int exponent;

    Certificate(int format, int identifierBytes, int certificate, int remainder, int exponent) {
        this.format = format;
        this.identifierBytes = identifierBytes;
        this.certificate = certificate;
        this.remainder = remainder;
        this.exponent = exponent;
    }

    abstract void requireHolder(Slice identifier, Slice number);

    /** Whether the card has what is needed; the remainder is needed only for long keys. */
    boolean isIn(CardObjects card) {
        return card.has(new Tag(certificate)) && card.has(new Tag(exponent));
    }

    /**
     * The key that is certified.
     *
     * @param signer the key of the authority or the issuer
     * @param statics what else the hash covers: the static data for a card's certificate, nothing for an issuer's
     * @throws MalformedCardDataException one check of the book fails
     */
    PublicKey recover(PublicKey signer, CardObjects card, Slice number, LocalDate day, List<Slice> statics) {
        SignedBlock block = SignedBlock.recover(signer, card.value(new Tag(certificate)), format);
        try {
            return certified(block, card, number, day, statics);
        } finally {
            block.wipe();
        }
    }

    private PublicKey certified(SignedBlock block, CardObjects card, Slice number, LocalDate day, List<Slice> statics) {
        Slice content = block.content();
        int expiryAt = 1 + identifierBytes;
        int hashAlgorithmAt = expiryAt + 5;
        int keyAt = hashAlgorithmAt + 4;
        if (content.length() < keyAt) {
            throw new MalformedCardDataException("a certificate is too short");
        }
        Slice rest = card.has(new Tag(remainder)) ? card.value(new Tag(remainder)) : Slice.of(new byte[0]);
        Octets certifiedExponent = card.octets(new Tag(exponent));
        List<Slice> beside = new ArrayList<>(List.of(rest, Slice.of(certifiedExponent)));
        beside.addAll(statics);
        block.requireAlgorithm(hashAlgorithmAt);
        block.requireHash(beside);
        requireHolder(content.slice(1, expiryAt), number);
        requireValid(content.slice(expiryAt, expiryAt + 2), day);
        block.requireAlgorithm(hashAlgorithmAt + 1);
        if (content.at(hashAlgorithmAt + 3) != certifiedExponent.length()) {
            throw new MalformedCardDataException("an exponent has another length than its certificate says");
        }
        Octets modulus = modulus(content.slice(keyAt, content.length()), rest, content.at(hashAlgorithmAt + 2));
        return new PublicKey(modulus, certifiedExponent);
    }

    // 5.3, table 6: a short key is filled up in the certificate, a long one goes on in the remainder.
    private static Octets modulus(Slice inside, Slice rest, int length) {
        if (length <= inside.length()) {
            return inside.slice(0, length).octets();
        }
        if (inside.length() + rest.length() != length) {
            throw new MalformedCardDataException(
                    "a key and its remainder have another length than the certificate says");
        }
        return inside.octets().plus(rest.octets());
    }

    // 5.3, step 8: to the last day of the month.
    private static void requireValid(Slice monthYear, LocalDate day) {
        int month = CalendarDay.pair(monthYear, 0);
        int year = CalendarDay.century(CalendarDay.pair(monthYear, 1));
        CalendarDay last = new CalendarDay(year, month, 31);
        if (CalendarDay.of(day).compareTo(last) > 0) {
            throw new MalformedCardDataException("a certificate has expired");
        }
    }

    private static void requireNibbles(Slice identifier, Slice number, int digits) {
        for (int i = 0; i < digits; i++) {
            if (i >= 2 * number.length() || i >= 2 * identifier.length() || identifier.nibble(i) != number.nibble(i)) {
                throw new MalformedCardDataException("a certificate is of another number");
            }
        }
    }

    private static void requireFilled(Slice identifier, int from) {
        for (int i = from; i < 2 * identifier.length(); i++) {
            if (identifier.nibble(i) != 0xF) {
                throw new MalformedCardDataException("an identifier is not filled up");
            }
        }
    }
}
