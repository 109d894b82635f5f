package dev.tidegate.certification.plant;

import dev.tidegate.core.card.Ksn;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.port.EncipheredPin;
import dev.tidegate.core.port.PaymentHsm.PinFormat;
import dev.tidegate.crypto.payment.Blocks;
import dev.tidegate.crypto.payment.PaymentKey;
import dev.tidegate.crypto.pin.PinBlock;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SplittableRandom;

/**
 * A terminal's PIN pad: a key for each PIN, derived as ANSI X9.24-3 says (AES-128, 6.3), blocks of ISO format 4. Its
 * base key is that of the standard's sample. One thread at a time.
 */
final class PinPad {
    private static final int DERIVATION = 0x8000;
    private static final int INITIAL_KEY = 0x8001;
    private static final int PIN_ENCRYPTION = 0x1000;
    private static final int AES_128 = 2;
    private static final int DEVICE_BYTES = 8;

    private final byte[] device;
    private final PaymentKey initial;
    private final SplittableRandom chance;
    private int counter;

    /** @param number of the device; two with the same have the same keys */
    PinPad(int number) {
        device = ByteBuffer.allocate(DEVICE_BYTES)
                .putInt(0x12345678)
                .putInt(number)
                .array();
        PaymentKey base = PaymentKey.aes(HexFormat.of().parseHex(Keys.PADS));
        initial = derived(base, INITIAL_KEY, device);
        chance = new SplittableRandom(number);
    }

    /** A PIN as it leaves the pad; the caller closes it. */
    EncipheredPin enter(String pin, String cardNumber) {
        counter++;
        PaymentKey key = initial;
        int sofar = 0;
        for (int bit = Integer.SIZE - 1; bit >= 0; bit--) {
            if ((counter >>> bit & 1) == 1) {
                sofar |= 1 << bit;
                key = derived(key, DERIVATION, context(sofar));
            }
        }
        PaymentKey ofPins = derived(key, PIN_ENCRYPTION, context(counter));
        byte[] block = PinBlock.ISO_4.seal(ascii(pin), ascii(cardNumber), ofPins, chance);
        byte[] serial = ByteBuffer.allocate(DEVICE_BYTES + Integer.BYTES)
                .put(device)
                .putInt(counter)
                .array();
        return new EncipheredPin(PinFormat.ISO_4, new Ksn(Octets.of(serial)), block);
    }

    private byte[] context(int count) {
        return ByteBuffer.allocate(DEVICE_BYTES)
                .put(device, Integer.BYTES, Integer.BYTES)
                .putInt(count)
                .array();
    }

    private static PaymentKey derived(PaymentKey from, int use, byte[] context) {
        byte[] description = ByteBuffer.allocate(2 * DEVICE_BYTES)
                .put((byte) 1)
                .put((byte) 1)
                .putShort((short) use)
                .putShort((short) AES_128)
                .putShort((short) 128)
                .put(context)
                .array();
        return PaymentKey.aes(Blocks.encrypt(from, description));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
