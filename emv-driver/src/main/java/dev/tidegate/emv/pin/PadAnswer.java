package dev.tidegate.emv.pin;

import dev.tidegate.core.card.Ksn;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.port.EncipheredPin;
import dev.tidegate.core.port.PaymentHsm.PinFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The one line that a pad's program answers ({@link SocketPinPad}), out of bytes that are overwritten. */
final class PadAnswer {
    /** A block of format 4 and a serial number of twelve bytes, and room to spare. */
    private static final int LINE_BYTES_MAX = 96;

    private static final int HEX = 16;

    private final byte[] line;
    private final int length;

    private PadAnswer(byte[] line, int length) {
        this.line = line;
        this.length = length;
    }

    /** @throws IOException there was no line; another line than those known is a pad that does not work */
    static PinEntry read(InputStream in) throws IOException {
        byte[] line = new byte[LINE_BYTES_MAX];
        try {
            int length = 0;
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0 || length == LINE_BYTES_MAX) {
                    throw new IOException("the pad's program did not say a line");
                }
                line[length++] = (byte) next;
            }
            return new PadAnswer(line, length).entry();
        } finally {
            Arrays.fill(line, (byte) 0);
        }
    }

    private PinEntry entry() {
        int space = next(0);
        return switch (text(0, space)) {
            case "PRESENTED" -> presented(space);
            case "BLOCK" -> enciphered(space);
            case "BYPASSED" -> alone(space, new PinEntry.Bypassed());
            case "CANCELLED" -> alone(space, new PinEntry.Cancelled());
            case "REMOVED" -> alone(space, new PinEntry.Removed());
            default -> new PinEntry.NoPad();
        };
    }

    private PinEntry presented(int space) {
        String status = space < length ? text(space + 1, length) : "";
        return status.matches("[0-9A-F]{4}")
                ? new PinEntry.Presented(Integer.parseInt(status, HEX))
                : new PinEntry.NoPad();
    }

    private PinEntry enciphered(int afterWord) {
        int afterFormat = next(afterWord + 1);
        int afterSerial = next(afterFormat + 1);
        if (afterSerial >= length) {
            return new PinEntry.NoPad();
        }
        PinFormat format;
        switch (text(afterWord + 1, afterFormat)) {
            case "0" -> format = PinFormat.ISO_0;
            case "3" -> format = PinFormat.ISO_3;
            case "4" -> format = PinFormat.ISO_4;
            default -> {
                return new PinEntry.NoPad();
            }
        }
        try {
            Ksn ksn = new Ksn(Octets.ofHex(text(afterFormat + 1, afterSerial)));
            return new PinEntry.Enciphered(new EncipheredPin(format, ksn, bytes(afterSerial + 1)));
        } catch (IllegalArgumentException e) {
            return new PinEntry.NoPad();
        }
    }

    private byte[] bytes(int from) {
        byte[] bytes = new byte[(length - from) / 2];
        for (int i = 0; i < bytes.length; i++) {
            int high = Character.digit(line[from + 2 * i], HEX);
            int low = Character.digit(line[from + 2 * i + 1], HEX);
            if (high < 0 || low < 0 || (length - from) % 2 != 0) {
                throw new IllegalArgumentException("a block is hexadecimal");
            }
            bytes[i] = (byte) (high << 4 | low);
        }
        return bytes;
    }

    private PinEntry alone(int space, PinEntry entry) {
        return space == length ? entry : new PinEntry.NoPad();
    }

    /** Where the next space is, or the line's end. */
    private int next(int from) {
        int at = Math.min(from, length);
        while (at < length && line[at] != ' ') {
            at++;
        }
        return at;
    }

    private String text(int from, int to) {
        return new String(line, from, Math.max(0, to - from), StandardCharsets.US_ASCII);
    }
}
