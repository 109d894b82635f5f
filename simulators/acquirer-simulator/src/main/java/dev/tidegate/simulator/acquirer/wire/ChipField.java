package dev.tidegate.simulator.acquirer.wire;

import java.util.HexFormat;

/**
 * DE 55: tags as they are, or in the wrapper that some acquirers ask for.
 *
 * <pre>
 *   dataset 01 | length 2, big-endian | tags
 * </pre>
 *
 * @param wrapped whether the wrapper is there; the answer has it then too
 */
public record ChipField(boolean wrapped, TlvSet tags) {
    private static final String DATASET = "01";
    private static final int WRAPPER_DIGITS = 6;

    /**
     * Reads DE 55.
     *
     * @throws MalformedTlvException when it holds no tags
     */
    public static ChipField parse(String hex) {
        // No data object of a card has tag 01, so that a set never looks like a wrapper.
        boolean wrapped = hex.startsWith(DATASET)
                && hex.length() >= WRAPPER_DIGITS
                && HexFormat.fromHexDigits(hex, 2, WRAPPER_DIGITS) == (hex.length() - WRAPPER_DIGITS) / 2;
        return new ChipField(wrapped, TlvSet.parse(wrapped ? hex.substring(WRAPPER_DIGITS) : hex));
    }

    /** These tags, wrapped as this field was. */
    public String answering(TlvSet answer) {
        return wrapped(answer.toHex());
    }

    /** As it came, the card's digits starred. */
    String maskedHex() {
        return wrapped(tags.maskedHex());
    }

    private String wrapped(String hex) {
        return wrapped ? DATASET + HexFormat.of().withUpperCase().toHexDigits((short) (hex.length() / 2)) + hex : hex;
    }
}
