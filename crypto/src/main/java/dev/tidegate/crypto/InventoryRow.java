package dev.tidegate.crypto;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One key of the gateway as auditors list it (PCI DSS 3.7, 12.3.3): everything but the key.
 *
 * @param id of a recipient key the hexadecimal id that records carry, of a column or wrapping key its number, of a
 *     certificate its serial number
 * @param algorithm its kind and size, as standards call it
 * @param where the kind of place it lies in
 * @param expires absent for a key without a period; a recipient key opens on until it is destroyed
 * @param destroyed absent while it exists
 * @param remark why it was destroyed, else empty
 */
public record InventoryRow(
        String id,
        String algorithm,
        KeyRole purpose,
        String where,
        Instant created,
        @Nullable Instant expires,
        State state,
        @Nullable Instant destroyed,
        String remark) {
    /** Where a key is in its life. */
    public enum State {
        /** Its period has not begun. */
        NEXT,
        /** In use. */
        CURRENT,
        /** Makes nothing new; still opens what it has made, or what was made for it. */
        PAST,
        /** Gone. */
        DESTROYED
    }
}
