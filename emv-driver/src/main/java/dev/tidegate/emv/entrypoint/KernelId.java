package dev.tidegate.emv.entrypoint;

import dev.tidegate.core.card.Octets;
import dev.tidegate.emv.data.Slice;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which kernel, tag 9F2A (EMV Contactless Book B, 3.3.2.5).
 *
 * <pre>
 * 00nnnnnn                     international, one byte
 * 01nnnnnn                     reserved, one byte
 * 10nnnnnn | country 2         domestic, by country
 * 11nnnnnn | proprietary 2     domestic, by scheme
 * </pre>
 *
 * What stands behind these bytes is reserved and not looked at.
 *
 * @param value one byte or three
 */
public record KernelId(Octets value) {
    /** Mastercard's path. */
    public static final KernelId C2 = new KernelId(Octets.ofHex("02"));
    /** Visa's path. */
    public static final KernelId C3 = new KernelId(Octets.ofHex("03"));

    /** A card says with it that any kernel of the reader will do. */
    static final KernelId ANY = new KernelId(Octets.ofHex("00"));

    private static final int DOMESTIC = 0x80;
    private static final int SHORT_ID = 0x3F;

    // Book B, 3.3.2.5, table of default kernels.
    private static final Map<String, String> DEFAULTS = Map.of(
            "A000000003", "03",
            "A000000004", "02",
            "A000000025", "04",
            "A000000065", "05",
            "A000000152", "06",
            "A000000324", "06",
            "A000000333", "07");

    public KernelId {
        boolean domestic = value.length() > 0 && (value.at(0) & DOMESTIC) != 0;
        if (value.length() != (domestic ? 3 : 1)) {
            throw new IllegalArgumentException("a kernel identifier has one byte, a domestic one three");
        }
    }

    /**
     * The kernel that an entry of the card's directory asks for; absent where it asks for none that can be told.
     *
     * @param identifier tag 9F2A, where the entry has it
     * @param name tag 4F, at least five bytes
     */
    static @Nullable KernelId requested(@Nullable Slice identifier, Octets name) {
        if (identifier == null || identifier.length() == 0) {
            String kernel = DEFAULTS.get(name.slice(0, 5).hex());
            return kernel == null ? ANY : new KernelId(Octets.ofHex(kernel));
        }
        if ((identifier.at(0) & DOMESTIC) == 0) {
            return new KernelId(identifier.slice(0, 1).octets());
        }
        // A domestic identifier that is too short, or without a number, names no kernel of ours.
        boolean named = identifier.length() >= 3 && (identifier.at(0) & SHORT_ID) != 0;
        return named ? new KernelId(identifier.slice(0, 3).octets()) : null;
    }

    /** Whether a kernel of the reader is the one that is asked for. */
    boolean isSatisfiedBy(KernelId readers) {
        return equals(ANY) || equals(readers);
    }

    @Override
    public String toString() {
        return value.hex();
    }
}
