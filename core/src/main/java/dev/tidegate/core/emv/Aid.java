package dev.tidegate.core.emv;

import dev.tidegate.core.card.Octets;

/** An application identifier: registered provider (5 bytes) and extension, 5 to 16 bytes (ISO/IEC 7816-4). */
public record Aid(Octets value) {
    public Aid {
        if (value.length() < 5 || value.length() > 16) {
            throw new IllegalArgumentException("an application identifier has 5 to 16 bytes, not " + value.length());
        }
    }

    /** The registered application provider identifier: the first five bytes. */
    public Octets rid() {
        return value.slice(0, 5);
    }

    @Override
    public String toString() {
        return value.hex();
    }
}
