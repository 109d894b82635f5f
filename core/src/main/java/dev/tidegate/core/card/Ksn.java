package dev.tidegate.core.card;

/**
 * A key serial number of derived unique key per transaction: which device and which of its keys (ANSI X9.24-1: 10
 * bytes; X9.24-3: 12 bytes). Not secret.
 */
public record Ksn(Octets value) {
    public Ksn {
        if (value.length() != 10 && value.length() != 12) {
            throw new IllegalArgumentException("a key serial number has 10 or 12 bytes, not " + value.length());
        }
    }
}
