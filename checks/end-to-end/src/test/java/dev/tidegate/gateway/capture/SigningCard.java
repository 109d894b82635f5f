package dev.tidegate.gateway.capture;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.ExpiryDate;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import dev.tidegate.core.card.Track2;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.crypto.payment.Blocks;
import dev.tidegate.crypto.payment.MacScheme;
import dev.tidegate.crypto.payment.PaymentKey;
import dev.tidegate.crypto.payment.TdesSwitch;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A test card that signs as the simulator's issuer expects it: EMV Book 2, A1.4.1 option A and A1.3.1, cryptogram
 * version 18, ISO/IEC 9797-1 algorithm 3. A stripe of another one.
 */
final class SigningCard {
    /** What is read of a card. */
    enum Read {
        /** A request: the issuer decides. */
        REQUEST,
        /** The card approves by itself. */
        CERTIFICATE,
        STRIPE
    }

    private static final String NUMBER = "4761739001010119";
    private static final String STRIPE_NUMBER = "2223003122003222";
    private static final String SEQUENCE = "01";
    private static final String ISSUER_DATA = "06011203A00000";
    private static final int BLOCK = 8;
    private static final TdesSwitch TDES = TdesSwitch.on();
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final PaymentKey key;
    private final AtomicInteger counter = new AtomicInteger();

    SigningCard() {
        byte[] left = hex((NUMBER + SEQUENCE).substring(2));
        byte[] right = left.clone();
        for (int i = 0; i < BLOCK; i++) {
            right[i] ^= (byte) 0xFF;
        }
        key = derived(tdes(hex("0123456789ABCDEFFEDCBA9876543210")), left, right);
    }

    static String number(Read read) {
        return read == Read.STRIPE ? STRIPE_NUMBER : NUMBER;
    }

    static ClearCard clear(Read read, boolean withTrack) {
        String number = number(read);
        return new ClearCard(
                Pan.of(ascii(number)),
                new ExpiryDate(2030, 12),
                read == Read.STRIPE ? 0 : 1,
                withTrack ? Track2.of(ascii(number + "D30121010000000000000")) : null);
    }

    /** What its chip says of a sale; null of a stripe. */
    @Nullable
    FrozenTags tags(Read read, Amount amount, Instant soldAt) {
        if (read == Read.STRIPE) {
            return null;
        }
        int atc = counter.incrementAndGet();
        String minor = String.format(Locale.ROOT, "%012d", amount.minor());
        String signed = minor + "000000000000" + "0276" + "0000000000" + "0978" + DATE.format(soldAt) + "00"
                + "DEADBEEF" + "1980" + String.format(Locale.ROOT, "%04X", atc) + ISSUER_DATA;
        boolean approves = read == Read.CERTIFICATE;
        String run = "9F2608" + HexFormat.of().formatHex(sign(atc, signed)) + "9F2701" + (approves ? "40" : "80")
                + "9F1007" + ISSUER_DATA + "9F3704DEADBEEF" + String.format(Locale.ROOT, "9F3602%04X", atc)
                + "95050000000000" + "9A03" + DATE.format(soldAt) + "9C0100" + "9F0206" + minor + "5F2A020978"
                + "82021980" + "9F1A020276" + "9F0306000000000000" + (approves ? "8A025931" : "");
        return new FrozenTags(TlvSet.read(Octets.ofHex(run.toUpperCase(Locale.ROOT))));
    }

    private byte[] sign(int atc, String data) {
        byte[] left = hex(String.format(Locale.ROOT, "%04XF00000000000", atc));
        byte[] right = hex(String.format(Locale.ROOT, "%04X0F0000000000", atc));
        return MacScheme.RETAIL_2.make(derived(key, left, right), hex(data));
    }

    private static PaymentKey derived(PaymentKey from, byte[] left, byte[] right) {
        byte[] both = new byte[2 * BLOCK];
        System.arraycopy(Blocks.encrypt(from, left), 0, both, 0, BLOCK);
        System.arraycopy(Blocks.encrypt(from, right), 0, both, BLOCK, BLOCK);
        return tdes(both);
    }

    private static PaymentKey tdes(byte[] bytes) {
        return PaymentKey.tdes(bytes, TDES);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
