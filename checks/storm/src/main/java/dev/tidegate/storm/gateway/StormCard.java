package dev.tidegate.storm.gateway;

import dev.tidegate.crypto.payment.Blocks;
import dev.tidegate.crypto.payment.MacScheme;
import dev.tidegate.crypto.payment.PaymentKey;
import dev.tidegate.crypto.payment.TdesSwitch;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One test card that signs: its key out of the test issuer's (EMV Book 2, annex A1.4.1, option A), a session key of
 * each counter (A1.3.1), the MAC of ISO/IEC 9797-1 algorithm 3. The acquirer, which has its own arithmetic, verifies it
 * and knows a counter that was used.
 */
public final class StormCard {
    private static final TdesSwitch TDES = TdesSwitch.on();
    private static final PaymentKey ISSUER = key(hex("0123456789ABCDEFFEDCBA9876543210"));
    private static final String SEQUENCE = "01";
    private static final int BLOCK = 8;

    private final String number;
    private final PaymentKey key;
    private final AtomicInteger counter;

    StormCard(String number) {
        this(number, 0);
    }

    /** @param used the last counter that it is taken to have used */
    public StormCard(String number, int used) {
        this.number = number;
        this.counter = new AtomicInteger(used);
        String digits = "0".repeat(Math.max(0, 2 * BLOCK - (number + SEQUENCE).length())) + number + SEQUENCE;
        byte[] left = hex(digits.substring(digits.length() - 2 * BLOCK));
        byte[] right = left.clone();
        for (int i = 0; i < BLOCK; i++) {
            right[i] ^= (byte) 0xFF;
        }
        this.key = derived(ISSUER, left, right);
    }

    /** Its number, which is published and belongs to nobody. */
    public String number() {
        return number;
    }

    /** A counter that it has not used yet. */
    public int count() {
        return counter.incrementAndGet();
    }

    /** Its cryptogram over the data that version 18 signs. */
    public byte[] sign(int atc, String hexData) {
        byte[] left = hex(String.format(Locale.ROOT, "%04XF00000000000", atc));
        byte[] right = hex(String.format(Locale.ROOT, "%04X0F0000000000", atc));
        return MacScheme.RETAIL_2.make(derived(key, left, right), hex(hexData));
    }

    private static PaymentKey derived(PaymentKey from, byte[] left, byte[] right) {
        byte[] both = new byte[2 * BLOCK];
        System.arraycopy(Blocks.encrypt(from, left), 0, both, 0, BLOCK);
        System.arraycopy(Blocks.encrypt(from, right), 0, both, BLOCK, BLOCK);
        return key(both);
    }

    private static PaymentKey key(byte[] bytes) {
        return PaymentKey.tdes(bytes, TDES);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
