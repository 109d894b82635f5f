package dev.tidegate.core.emv;

import java.util.Set;

/**
 * The values of the very command whose cryptogram is sent, fixed at the decision and never computed again (payment
 * rules: for an ARQC those of CDOL 1 and the first answer; for a Y3 TC those of CDOL 2 and the second answer).
 *
 * <p>An allow-list: tags that carry the number, track, name or PIN cannot get in.
 */
public record FrozenTags(TlvSet tags) {
    private static final Set<Integer> ALLOWED = Set.of(
            0x4F, 0x82, 0x84, 0x8A, 0x95, 0x9A, 0x9B, 0x9C, 0x5F2A, 0x5F34, 0x9F02, 0x9F03, 0x9F06, 0x9F09, 0x9F10,
            0x9F1A, 0x9F1E, 0x9F26, 0x9F27, 0x9F33, 0x9F34, 0x9F35, 0x9F36, 0x9F37, 0x9F41, 0x9F53, 0x9F5B, 0x9F66,
            0x9F6C, 0x9F6E, 0x9F7C);
    private static final Set<Tag> REQUIRED = Set.of(
            Tag.APPLICATION_CRYPTOGRAM,
            Tag.CRYPTOGRAM_INFORMATION,
            Tag.ATC,
            Tag.AMOUNT_AUTHORISED,
            Tag.TRANSACTION_CURRENCY,
            Tag.TRANSACTION_DATE);

    public FrozenTags {
        for (Tag tag : tags.tags()) {
            if (!ALLOWED.contains(tag.value())) {
                throw new IllegalArgumentException("tag " + tag + " is never frozen");
            }
        }
        for (Tag tag : REQUIRED) {
            if (!tags.has(tag)) {
                throw new IllegalArgumentException("tag " + tag + " is missing from the frozen values");
            }
        }
    }

    /** Whether a tag may be frozen at all; the kernel leaves the others out. */
    public static boolean allows(Tag tag) {
        return ALLOWED.contains(tag.value());
    }

    @Override
    public String toString() {
        return "FrozenTags[" + tags.size() + " tags]";
    }
}
