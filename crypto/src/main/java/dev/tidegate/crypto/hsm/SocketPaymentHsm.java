package dev.tidegate.crypto.hsm;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import dev.tidegate.core.port.HsmUnavailableException;
import dev.tidegate.core.port.PaymentHsm;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * A payment HSM over a plain socket, in the protocol of {@code simulators/payment-hsm} (its README is the book). For
 * the loopback interface or a wire that nobody else is on: key blocks and PIN blocks are enciphered, card numbers and
 * clear data are not.
 *
 * <p>Two seconds for a call; a module that was away three times running is left alone for five seconds, then probed by
 * one call.
 */
public final class SocketPaymentHsm implements PaymentHsm {
    /** What a cashier's request can wait for on top of the acquirer. */
    static final Duration PATIENCE = Duration.ofSeconds(2);
    /** Far more than any track has. */
    static final int DATA_BYTES_MAX = 2_048;

    private static final int TRANSLATE_PIN = 1;
    private static final int GENERATE_MAC = 2;
    private static final int VERIFY_MAC = 3;
    private static final int DECRYPT_DATA = 4;
    private static final int RECEIVE_KEY = 6;
    /** Of a triple DES key's check value, before its block. */
    private static final int CHECK_BYTES = 3;

    private final HsmLine line;
    private final Breaker breaker;

    /** @param nanos a clock that only goes forward, e.g. {@code System::nanoTime} */
    public SocketPaymentHsm(InetSocketAddress address, LongSupplier nanos) {
        this(address, PATIENCE, nanos);
    }

    SocketPaymentHsm(InetSocketAddress address, Duration patience, LongSupplier nanos) {
        this.line = new HsmLine(address, patience, nanos);
        this.breaker = new Breaker(nanos);
    }

    @Override
    public PinAnswer translatePin(
            HsmKey from, PinFormat fromFormat, Octets block, Pan pan, HsmKey.Fixed to, PinFormat toFormat) {
        byte[] digits = pan.digits();
        try {
            return ask(
                    TRANSLATE_PIN,
                    answer -> new PinAnswer.Translated(Octets.of(answer)),
                    Refused::new,
                    keyBlock(from),
                    serialNumber(from),
                    format(fromFormat),
                    block.toByteArray(),
                    digits,
                    keyBlock(to),
                    format(toFormat));
        } finally {
            Arrays.fill(digits, (byte) 0);
        }
    }

    @Override
    public MacAnswer generateMac(HsmKey key, MacKind kind, byte[] message) {
        return ask(
                GENERATE_MAC,
                answer -> new MacAnswer.Made(Octets.of(answer)),
                Refused::new,
                keyBlock(key),
                serialNumber(key),
                kind(kind),
                message);
    }

    @Override
    public MacCheck verifyMac(HsmKey key, MacKind kind, byte[] message, Octets mac) {
        return ask(
                VERIFY_MAC,
                SocketPaymentHsm::checked,
                Refused::new,
                keyBlock(key),
                serialNumber(key),
                kind(kind),
                message,
                mac.toByteArray());
    }

    @Override
    public DataAnswer decryptData(HsmKey.Dukpt key, Octets ciphertext) {
        if (ciphertext.length() > DATA_BYTES_MAX) {
            return new Refused(Refusal.UNSUPPORTED);
        }
        return ask(
                DECRYPT_DATA,
                DataAnswer.Clear::new,
                Refused::new,
                keyBlock(key),
                serialNumber(key),
                ciphertext.toByteArray());
    }

    @Override
    public KeyAnswer receiveKey(HsmKey.Fixed exchange, Octets wrapped, KeyUse use) {
        byte number = (byte) (use == KeyUse.MAC ? 1 : 2);
        return ask(
                RECEIVE_KEY,
                SocketPaymentHsm::received,
                Refused::new,
                keyBlock(exchange),
                wrapped.toByteArray(),
                new byte[] {number});
    }

    private static KeyAnswer received(byte[] answer) {
        if (answer.length <= CHECK_BYTES) {
            throw new HsmUnavailableException("the HSM gave no key");
        }
        String block = new String(answer, CHECK_BYTES, answer.length - CHECK_BYTES, StandardCharsets.US_ASCII);
        return new KeyAnswer.Received(new HsmKey.Fixed(block), Octets.of(Arrays.copyOf(answer, CHECK_BYTES)));
    }

    private <T> T ask(int command, Function<byte[], T> done, Function<Refusal, T> refused, byte[]... fields) {
        HsmFrame question = new HsmFrame(command, line.nextNumber(), List.of(fields));
        return breaker.call(() -> {
            HsmFrame answer = line.ask(question);
            return switch (answer.code()) {
                case 0 -> done.apply(answer.field());
                case 1 -> refused.apply(Refusal.KEY);
                case 2 -> refused.apply(Refusal.SERIAL_NUMBER);
                case 3 -> refused.apply(Refusal.PIN_BLOCK);
                case 4 -> refused.apply(Refusal.UNSUPPORTED);
                default -> throw new HsmUnavailableException("the HSM did not understand");
            };
        });
    }

    private static MacCheck checked(byte[] answer) {
        if (answer.length != 1 || answer[0] < 0 || answer[0] > 1) {
            throw new HsmUnavailableException("the HSM neither says yes nor no");
        }
        return answer[0] == 1 ? new MacCheck.Genuine() : new MacCheck.Wrong();
    }

    private static byte[] keyBlock(HsmKey key) {
        return key.block().getBytes(StandardCharsets.US_ASCII);
    }

    /** The dialect, then the serial number; empty for a key that is in the block itself. */
    private static byte[] serialNumber(HsmKey key) {
        return switch (key) {
            case HsmKey.Fixed _ -> new byte[0];
            case HsmKey.Dukpt dukpt -> {
                int dialect = switch (dukpt.dialect()) {
                    case STANDARD -> 0;
                    case BOTH_WAYS -> 1;
                    case LEGACY_DATA -> 2;
                };
                yield Octets.of(new byte[] {(byte) dialect})
                        .plus(dukpt.ksn().value())
                        .toByteArray();
            }
        };
    }

    private static byte[] format(PinFormat format) {
        int number = switch (format) {
            case ISO_0 -> 0;
            case ISO_3 -> 3;
            case ISO_4 -> 4;
        };
        return new byte[] {(byte) number};
    }

    private static byte[] kind(MacKind kind) {
        int number = switch (kind) {
            case RETAIL_1 -> 1;
            case RETAIL_2 -> 2;
            case CMAC -> 3;
            case HMAC_SHA256 -> 4;
        };
        return new byte[] {(byte) number};
    }
}
