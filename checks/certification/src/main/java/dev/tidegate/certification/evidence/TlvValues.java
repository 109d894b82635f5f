package dev.tidegate.certification.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The values of BER-TLV in masked hex (EMV Book 3, annex B): a number of a card is the whole of one, or in none. */
final class TlvValues {
    private static final int LENGTH_BYTES_MAX = 2;

    private final String hex;
    private int at;

    private TlvValues(String hex) {
        this.hex = hex;
    }

    /** @param tag in hex, as written */
    record Value(String tag, String hex) {}

    /** All values, in their order, those of a template one by one; nothing where it is not BER-TLV to its end. */
    static Optional<List<Value>> of(String hex) {
        List<Value> values = new ArrayList<>();
        try {
            return new TlvValues(hex).read(values) ? Optional.of(values) : Optional.empty();
        } catch (NumberFormatException | IndexOutOfBoundsException unreadable) {
            return Optional.empty();
        }
    }

    private boolean read(List<Value> values) {
        while (at < hex.length()) {
            int tag = at;
            int first = octet();
            if ((first & 0x1F) == 0x1F) {
                while ((octet() & 0x80) != 0) {}
            }
            int tagEnd = at;
            int length = length() * 2;
            String value = hex.substring(at, at + length);
            at += length;
            boolean template = (first & 0x20) != 0;
            if (!template || !new TlvValues(value).read(values)) {
                values.add(new Value(hex.substring(tag, tagEnd), value));
            }
        }
        return !values.isEmpty();
    }

    private int length() {
        int first = octet();
        if (first < 0x80) {
            return first;
        }
        int bytes = first & 0x7F;
        if (bytes == 0 || bytes > LENGTH_BYTES_MAX) {
            throw new NumberFormatException("no length of BER-TLV");
        }
        int length = 0;
        for (int i = 0; i < bytes; i++) {
            length = length << 8 | octet();
        }
        return length;
    }

    private int octet() {
        int octet = Integer.parseInt(hex, at, at + 2, 16);
        at += 2;
        return octet;
    }
}
