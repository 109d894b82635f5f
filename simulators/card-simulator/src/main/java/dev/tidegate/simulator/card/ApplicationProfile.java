package dev.tidegate.simulator.card;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One application of a card, as data.
 *
 * @param label 50, what the cardholder reads in a choice
 * @param priority 87: the low four bits are the place in the order, 80 asks for the cardholder's word
 * @param contactless empty where the application is behind the contacts alone
 * @param keyBits length of the card's key, of which {@code keys.json} has one
 * @param objects values of the authenticated record by tag that are other than usual, in hexadecimal digits; an empty
 *     one leaves the object out
 */
record ApplicationProfile(
        Scheme scheme,
        String label,
        int priority,
        Holder holder,
        Rules rules,
        Set<Authentication> authentication,
        Optional<Contactless> contactless,
        int keyBits,
        Map<Integer, String> objects) {

    static final int KEY_BITS_MIN = 768;

    /** No longer than its issuer's. */
    static final int KEY_BITS_MAX = 1152;

    private static final int HOLDER_VERIFICATION = 0x10;
    private static final int RISK_MANAGEMENT = 0x08;
    private static final int ISSUER_AUTHENTICATION = 0x04;
    private static final int DEVICE_VERIFICATION = 0x02;

    ApplicationProfile {
        if (label.isEmpty() || label.length() > 16) {
            throw new IllegalArgumentException("a label has 1 to 16 characters");
        }
        if (priority < 0 || priority > 0xFF) {
            throw new IllegalArgumentException("a priority is one byte");
        }
        if (keyBits < KEY_BITS_MIN || keyBits > KEY_BITS_MAX) {
            throw new IllegalArgumentException("a card's key has 768 to 1152 bits");
        }
        authentication = Set.copyOf(authentication);
        objects = Map.copyOf(objects);
        if (scheme == Scheme.VISA
                && contactless.filter(Contactless.STRIPE::equals).isPresent()) {
            throw new IllegalArgumentException("stripe mode is Mastercard's");
        }
    }

    /** AIP, 82, on this side of the card (EMV 4.4 Book 3, C1). */
    byte[] interchangeProfile(Face face) {
        int first = authentication.stream().mapToInt(Authentication::bit).sum() | HOLDER_VERIFICATION | RISK_MANAGEMENT;
        if (face == Face.CONTACT) {
            return Bytes.number((first | (rules.issuerInList() ? 0 : ISSUER_AUTHENTICATION)) << 8, 2);
        }
        if (isStripe(face)) {
            return Bytes.hex("0000");
        }
        boolean device = contactless.filter(Contactless.DEVICE::equals).isPresent();
        // Byte 2, b8: EMV mode, not the stripe's (EMV Contactless Book C-2, A.1.16); Visa-like cards leave it 0.
        int second = scheme == Scheme.MASTERCARD ? 0x80 : 0x00;
        return Bytes.number((first | (device ? DEVICE_VERIFICATION : 0)) << 8 | second, 2);
    }

    /** Whether this side of the card has stripe mode alone. */
    boolean isStripe(Face face) {
        return face == Face.CONTACTLESS
                && contactless.filter(Contactless.STRIPE::equals).isPresent();
    }

    boolean combined() {
        return authentication.contains(Authentication.CDA);
    }

    /** PDOL, 9F38; may be empty. */
    DataObjectList processingList(Face face) {
        return face == Face.CONTACTLESS && scheme == Scheme.VISA
                ? new DataObjectList(Contactless.VISA_LIST)
                : scheme.processingList();
    }

    /** CDOL1, 8C. */
    DataObjectList firstList() {
        return new DataObjectList(objects.getOrDefault(0x8C, Personalisation.FIRST_LIST));
    }

    /** CDOL2, 8D: the same after the response code and, where it comes that way, the issuer's answer. */
    DataObjectList secondList() {
        String usual = Personalisation.SECOND_LIST;
        return new DataObjectList(objects.getOrDefault(0x8D, rules.issuerInList() ? "910A" + usual : usual));
    }

    ApplicationProfile withCombinedSignature() {
        Set<Authentication> all = EnumSet.copyOf(authentication);
        all.add(Authentication.CDA);
        return new ApplicationProfile(scheme, label, priority, holder, rules, all, contactless, keyBits, objects);
    }
}
