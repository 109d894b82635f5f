package dev.tidegate.gateway.security;

import dev.tidegate.core.card.Octets;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key as a host sends it:
 *
 * <pre>
 *   MAK | triple DES key under the exchange key, 32 hex digits | check value, 6 hex digits
 * </pre>
 */
record KeyOffer(Octets wrapped, Octets checkValue) {
    private static final Pattern FORM = Pattern.compile("MAK([0-9A-F]{32})([0-9A-F]{6})");

    /** Empty where it is none. */
    static Optional<KeyOffer> read(Octets field) {
        Matcher form = FORM.matcher(new String(field.toByteArray(), StandardCharsets.US_ASCII));
        return form.matches()
                ? Optional.of(new KeyOffer(Octets.ofHex(form.group(1)), Octets.ofHex(form.group(2))))
                : Optional.empty();
    }
}
