package dev.tidegate.emv.authentication;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.DataObjectList;
import dev.tidegate.emv.data.InterchangeProfile;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.settings.TerminalCapabilities;
import dev.tidegate.emv.step.Step;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Offline data authentication: is the card what its issuer made? (EMV 4.4 Book 3, 10.3; Book 2, 5 and 6). */
public final class OfflineAuthentication {
    /**
     * What the terminal brings.
     *
     * @param rid of the selected application
     * @param terminal its data objects, with the unpredictable number
     */
    public record Terms(
            TerminalCapabilities capabilities,
            CertificationAuthorityKeys keys,
            Octets rid,
            LocalDate day,
            Octets defaultDdol,
            TlvSet terminal) {}

    /**
     * What came of it.
     *
     * @param found the bits of tag 95 that it sets
     * @param performed whether it is over, passed or failed; not yet with CDA, and never without a method in common
     * @param learned what later lists may ask for: 9F45 (SDA), 9F4C (DDA)
     * @param combined what checks the signature over the cryptogram, where the method is CDA
     */
    public record Authentication(
            TerminalVerificationResults found,
            boolean performed,
            TlvSet learned,
            @Nullable CombinedAuthentication combined) {

        static Authentication passed(TerminalVerificationResults found, TlvSet learned) {
            return new Authentication(found, true, learned, null);
        }

        static Authentication failed(TerminalVerificationResults found) {
            return new Authentication(found, true, TlvSet.empty(), null);
        }
    }

    private static final Tag KEY_INDEX = new Tag(0x8F);
    private static final Tag SIGNED_STATIC = new Tag(0x93);
    private static final Tag DATA_AUTHENTICATION_CODE = new Tag(0x9F45);

    private final Terms terms;
    private final CardObjects card;
    private final CardKeys keys;

    private OfflineAuthentication(Terms terms, CardObjects card, boolean authenticable) {
        this.terms = terms;
        this.card = card;
        this.keys = new CardKeys(terms.keys(), terms.rid(), terms.day(), card, authenticable);
    }

    /**
     * Authenticates by the best method that card and terminal have in common.
     *
     * @param card its objects, all records read
     * @param authenticable whether each record that signatures cover has the form they need
     */
    public static Step<Authentication> perform(
            Terms terms, InterchangeProfile profile, CardObjects card, boolean authenticable) {
        return new OfflineAuthentication(terms, card, authenticable)
                .by(AuthenticationMethod.of(profile, terms.capabilities()));
    }

    /**
     * Whether a card of Mastercard's path may be asked for a signed cryptogram at all: it has the objects, static tag
     * list (9F4A) included, and the terminal has the authority's key. No arithmetic: that is for when the card has left
     * the field.
     *
     * @return the bits of tag 95 where not, none where it may
     */
    public static TerminalVerificationResults missing(Terms terms, CardObjects card) {
        OfflineAuthentication authentication = new OfflineAuthentication(terms, card, true);
        AuthenticationMethod method = AuthenticationMethod.COMBINED;
        if (!authentication.hasDataFor(method) || !card.has(CardKeys.STATIC_TAGS)) {
            return method.failed().with(1, 6);
        }
        CertificationAuthorityKey authority =
                terms.keys().find(terms.rid(), card.value(KEY_INDEX, 1).at(0), terms.day());
        return authority == null ? method.failed() : TerminalVerificationResults.none();
    }

    /**
     * Fast DDA, by which a card of Visa's path signs with its answer to GET PROCESSING OPTIONS (EMV Contactless Book
     * C-3; version 01).
     *
     * @param card its objects, all records read, with 9F4B and 9F69
     */
    public static Authentication fast(Terms terms, CardObjects card, boolean authenticable) {
        OfflineAuthentication authentication = new OfflineAuthentication(terms, card, authenticable);
        AuthenticationMethod method = AuthenticationMethod.DYNAMIC;
        if (!authentication.hasDataFor(method) || !FastSignature.isIn(card)) {
            return Authentication.failed(method.failed().with(1, 6));
        }
        try {
            PublicKey key = authentication.keys.card(authentication.keys.issuer());
            return Authentication.passed(method.selected(), FastSignature.verify(key, card, terms.terminal()));
        } catch (MalformedCardDataException e) {
            return Authentication.failed(method.failed());
        }
    }

    private Step<Authentication> by(AuthenticationMethod method) {
        if (method == AuthenticationMethod.NONE) {
            return Step.done(new Authentication(method.failed(), false, TlvSet.empty(), null));
        }
        if (!hasDataFor(method)) {
            // Book 3, 7.2 and Annex C5, byte 1 bit 6: data is missing for a method that the card claims.
            return Step.done(Authentication.failed(method.failed().with(1, 6)));
        }
        try {
            PublicKey issuer = keys.issuer();
            return switch (method) {
                case STATIC -> Step.done(staticallyBy(issuer, method));
                case DYNAMIC -> dynamicallyBy(keys.card(issuer), method);
                case COMBINED -> {
                    CombinedAuthentication combined = new CombinedAuthentication(keys.card(issuer));
                    yield Step.done(new Authentication(method.selected(), false, TlvSet.empty(), combined));
                }
                case NONE -> throw new IllegalStateException("there is a method");
            };
        } catch (MalformedCardDataException e) {
            return Step.done(Authentication.failed(method.failed()));
        }
    }

    // Book 2, 5.1.1 and 6.1.1: the objects of each method.
    private boolean hasDataFor(AuthenticationMethod method) {
        boolean own = method == AuthenticationMethod.STATIC ? card.has(SIGNED_STATIC) : Certificate.CARD.isIn(card);
        return own && card.has(KEY_INDEX) && Certificate.ISSUER.isIn(card);
    }

    private Authentication staticallyBy(PublicKey issuer, AuthenticationMethod method) {
        Octets code = StaticSignature.verify(issuer, card.value(SIGNED_STATIC), keys.staticData());
        return Authentication.passed(method.selected(), TlvSet.empty().with(DATA_AUTHENTICATION_CODE, code));
    }

    private Step<Authentication> dynamicallyBy(PublicKey key, AuthenticationMethod method) {
        return new DynamicAuthentication(key, method).ask(ddol(), terms.terminal(), card);
    }

    // Book 2, 6.5.1: a list that does not ask for the unpredictable number fails.
    private DataObjectList ddol() {
        Tag ddol = new Tag(0x9F49);
        DataObjectList list =
                card.has(ddol) ? DataObjectList.read(card.value(ddol)) : DataObjectList.read(terms.defaultDdol());
        if (!list.asksFor(Tag.UNPREDICTABLE_NUMBER)) {
            throw new MalformedCardDataException("a DDOL that does not ask for the unpredictable number");
        }
        return list;
    }
}
