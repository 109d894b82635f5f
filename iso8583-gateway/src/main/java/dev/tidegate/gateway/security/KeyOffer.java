package dev.tidegate.gateway.security;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.port.PaymentHsm.KeyUse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key as a host sends it:
 *
 * <pre>
 *   MAK | triple DES key under the exchange key, 32 hex digits | check value, 6 hex digits   of authentication codes
 *   PAK | the same                                                                           of PINs
 * </pre>
 */
record KeyOffer(KeyUse use, Octets wrapped, Octets checkValue) {
    private static final Pattern FORM = Pattern.compile("([MP])AK([0-9A-F]{32})([0-9A-F]{6})");

    /** Empty where it is none. */
    static Optional<KeyOffer> read(Octets field) {
        Matcher form = FORM.matcher(new String(field.toByteArray(), StandardCharsets.US_ASCII));
        return form.matches()
                ? Optional.of(new KeyOffer(
                        form.group(1).equals("M") ? KeyUse.MAC : KeyUse.PIN,
                        Octets.ofHex(form.group(2)),
                        Octets.ofHex(form.group(3))))
                : Optional.empty();
    }
}
