package dev.tidegate.till.sale;

import dev.tidegate.core.payment.PaymentId;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The local reference on a slip: the day and six characters that nobody misreads, {@code 261122-7KQ2MX}. */
final class Reference {
    // Crockford's base 32: no I, L, O, U.
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int CHARACTERS = 6;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);

    private Reference() {}

    /** Of the lowest 30 bits of the id, which are chance. */
    static String of(PaymentId payment, Instant at, ZoneId zone) {
        StringBuilder text = new StringBuilder(DAY.format(at.atZone(zone))).append('-');
        long bits = payment.value().getLeastSignificantBits();
        for (int i = CHARACTERS - 1; i >= 0; i--) {
            text.append(ALPHABET.charAt((int) (bits >>> 5 * i) & 31));
        }
        return text.toString();
    }
}
