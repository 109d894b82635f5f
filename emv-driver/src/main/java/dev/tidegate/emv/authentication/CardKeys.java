package dev.tidegate.emv.authentication;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.data.Slice;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of one card, each recovered from its certificate: authority, issuer, card (EMV 4.4 Book 2, 5.2, 5.3,
 * 6.4 and 7.1).
 *
 * @param rid of the selected application
 * @param authenticable whether each record that signatures cover has the form they need
 */
public record CardKeys(
        CertificationAuthorityKeys authorities, Octets rid, LocalDate day, CardObjects card, boolean authenticable) {
    private static final Tag NUMBER = new Tag(0x5A);
    private static final Tag KEY_INDEX = new Tag(0x8F);
    static final Tag STATIC_TAGS = new Tag(0x9F4A);

    /** The key for PINs: one of its own, or the card's; absent where neither can be recovered (Book 2, 7.1). */
    public @Nullable PinKey pinKey() {
        try {
            PublicKey key = Certificate.PIN.isIn(card)
                    ? Certificate.PIN.recover(issuer(), card, card.value(NUMBER), day, List.of())
                    : card(issuer());
            return new PinKey(key.modulus(), key.exponent());
        } catch (MalformedCardDataException e) {
            return null;
        }
    }

    // Book 2, 5.2 and 5.3.
    PublicKey issuer() {
        CertificationAuthorityKey authority =
                authorities.find(rid, card.value(KEY_INDEX, 1).at(0), day);
        if (authority == null) {
            throw new MalformedCardDataException("a key of the authority that the terminal does not have");
        }
        return Certificate.ISSUER.recover(authority.publicKey(), card, card.value(NUMBER), day, List.of());
    }

    // Book 2, 6.4.
    PublicKey card(PublicKey issuer) {
        return Certificate.CARD.recover(issuer, card, card.value(NUMBER), day, staticData());
    }

    // Book 3, 10.3: the records in their order, then the AIP where the card says so; it may say nothing else.
    List<Slice> staticData() {
        if (!authenticable) {
            throw new MalformedCardDataException("a record that is authenticated is no template");
        }
        List<Slice> covered = new ArrayList<>(card.authenticated());
        if (card.has(STATIC_TAGS)) {
            Slice tags = card.value(STATIC_TAGS);
            if (tags.length() != 1 || tags.at(0) != Tag.AIP.value()) {
                throw new MalformedCardDataException("the static data tag list names more than the AIP");
            }
            covered.add(card.value(Tag.AIP));
        }
        return covered;
    }
}
