package dev.tidegate.simulator.acquirer.wire;

/** A cursor over hex text, upper case; the packed digits of the wire are read as the digits they are. */
final class HexReader {
    private final String hex;
    private int at;

    HexReader(String hex) {
        this.hex = hex;
    }

    boolean isAtEnd() {
        return at == hex.length();
    }

    boolean has(int digits) {
        return hex.length() - at >= digits;
    }

    /**
     * Takes the next digits.
     *
     * @throws MalformedFrameException when fewer are left
     */
    String take(int digits) {
        if (!has(digits)) {
            throw new MalformedFrameException("ends too early");
        }
        String taken = hex.substring(at, at + digits);
        at += digits;
        return taken;
    }
}
