package dev.tidegate.crypto.payment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a key block says of its key, in clear and bound to it (X9.143:2021, 6.3).
 *
 * <pre>
 * | version 1 | length 4 | usage 2 | algorithm 1 | mode 1 | key version 2 | exportability 1 |
 * | optional blocks 2 | context 1 | 0 | the optional blocks themselves                       |
 * </pre>
 *
 * @param version A to D
 * @param context 0, or 1 for storage, 2 for exchange
 * @param optional without the padding block, which is made as needed
 */
public record KeyBlockHeader(
        char version,
        String usage,
        KeyAlgorithm algorithm,
        char mode,
        String keyVersion,
        char exportability,
        char context,
        List<OptionalBlock> optional) {
    static final char NOT_EXPORTABLE = 'N';
    static final int FIXED = 16;

    private static final String FIXED_FORM = "[A-Z][0-9]{4}[A-Z0-9]{2}[A-Z][BCDEGNSTVXY][A-Z0-9]{2}[ENS][0-9]{2}[012]0";
    /** Its field has two digits, and one more block may be needed for padding. */
    private static final int OPTIONAL_MAX = 98;

    public KeyBlockHeader {
        optional = List.copyOf(optional);
        long ids = optional.stream().map(OptionalBlock::id).distinct().count();
        boolean padding = optional.stream().anyMatch(each -> each.id().equals(OptionalBlock.PADDING));
        if (ids < optional.size() || optional.size() > OPTIONAL_MAX || padding) {
            throw new IllegalArgumentException("optional blocks are few, different, and none of them is padding");
        }
        String fixed = fixed(version, 0, usage, algorithm, mode, keyVersion, exportability, optional.size(), context);
        if (!fixed.matches(FIXED_FORM)) {
            throw new IllegalArgumentException("a key block cannot say this");
        }
    }

    /** A header of version D with no optional blocks, for a key that stays where it is. */
    public static KeyBlockHeader ofAes(String usage, KeyAlgorithm algorithm, char mode) {
        return new KeyBlockHeader('D', usage, algorithm, mode, "00", NOT_EXPORTABLE, '0', List.of());
    }

    /** Whether there is an optional block of this name. */
    boolean has(String id) {
        return optional.stream().anyMatch(each -> each.id().equals(id));
    }

    /** A base derivation key or an initial key. */
    boolean isDukpt() {
        return usage.equals("B0") || usage.equals("B1");
    }

    /** The text before the key of a block whose key and code take {@code rest} characters. */
    String text(int rest, int cipherBlock) {
        StringBuilder blocks = new StringBuilder();
        optional.forEach(each -> blocks.append(each.text()));
        int count = optional.size();
        int over = blocks.length() % cipherBlock;
        if (over > 0) {
            int missing = cipherBlock - over;
            int padding = missing < 4 ? missing + cipherBlock : missing;
            blocks.append(new OptionalBlock(OptionalBlock.PADDING, "0".repeat(padding - 4)).text());
            count++;
        }
        int length = FIXED + blocks.length() + rest;
        if (length > KeyBlock.CHARACTERS_MAX) {
            throw new IllegalArgumentException("a key block has at most " + KeyBlock.CHARACTERS_MAX + " characters");
        }
        return fixed(version, length, usage, algorithm, mode, keyVersion, exportability, count, context) + blocks;
    }

    /** A header found, and how many characters it took. */
    record Found(KeyBlockHeader header, int characters) {}

    static Found read(String text) {
        String fixed = text.substring(0, Math.min(FIXED, text.length()));
        KeyAlgorithm algorithm = fixed.matches(FIXED_FORM)
                ? KeyAlgorithm.of(text.charAt(7)).orElseThrow(() -> new KeyBlockRejectedException("HEADER"))
                : refuse("HEADER");
        int at = FIXED;
        List<OptionalBlock> optional = new ArrayList<>();
        int count = Integer.parseInt(text.substring(12, 14));
        if (count > OPTIONAL_MAX) {
            throw new KeyBlockRejectedException("OPTIONAL_BLOCK");
        }
        for (int i = 0; i < count; i++) {
            OptionalBlock.Found found = OptionalBlock.read(text, at);
            at += found.characters();
            boolean padding = found.block().id().equals(OptionalBlock.PADDING);
            boolean known = optional.stream()
                    .anyMatch(each -> each.id().equals(found.block().id()));
            if (known || padding && i < count - 1) {
                throw new KeyBlockRejectedException("OPTIONAL_BLOCK");
            }
            if (!padding) {
                optional.add(found.block());
            }
        }
        return new Found(
                new KeyBlockHeader(
                        text.charAt(0),
                        text.substring(5, 7),
                        algorithm,
                        text.charAt(8),
                        text.substring(9, 11),
                        text.charAt(11),
                        text.charAt(14),
                        optional),
                at);
    }

    private static KeyAlgorithm refuse(String code) {
        throw new KeyBlockRejectedException(code);
    }

    private static String fixed(
            char version,
            int length,
            String usage,
            KeyAlgorithm algorithm,
            char mode,
            String keyVersion,
            char exportability,
            int optional,
            char context) {
        return String.format(
                Locale.ROOT,
                "%c%04d%s%c%c%s%c%02d%c0",
                version,
                length,
                usage,
                algorithm.letter(),
                mode,
                keyVersion,
                exportability,
                optional,
                context);
    }
}
