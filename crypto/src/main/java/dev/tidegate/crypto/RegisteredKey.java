package dev.tidegate.crypto;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that the gateway has, or had, in its vault.
 *
 * @param number of an AES key, from 1; 0 for a recipient key
 * @param recipient the public half, absent for an AES key
 * @param destroyed absent while it exists
 * @param remark why it was destroyed, else empty
 */
record RegisteredKey(
        KeyRole role,
        int number,
        @Nullable RecipientKey recipient,
        Instant created,
        @Nullable Instant destroyed,
        String remark) {
    static final String OURS = "tidegate-";

    static RegisteredKey of(RecipientKey key, Instant created) {
        return new RegisteredKey(KeyRole.RECIPIENT, 0, key, created, null, "");
    }

    static RegisteredKey of(KeyRole role, int number, Instant created) {
        return new RegisteredKey(role, number, null, created, null, "");
    }

    RegisteredKey destroyedAt(Instant when, String why) {
        return new RegisteredKey(role, number, recipient, created, when, why);
    }

    boolean exists() {
        return destroyed == null;
    }

    /** What people call it. */
    String id() {
        RecipientKey key = recipient;
        return key == null ? Integer.toString(number) : RecipientKey.idOf(key.kid());
    }

    /** What the vault calls it. */
    String name() {
        return name(role, id());
    }

    static String name(KeyRole role, String id) {
        return OURS + role.word() + "-" + id;
    }

    String algorithm() {
        RecipientKey key = recipient;
        return key == null ? "AES-256" : key.algorithms() == Suite.P256 ? "EC P-256" : "X25519";
    }

    /** The role and id in a vault's name; absent where it is none of ours. */
    static @Nullable RegisteredKey parse(String name, Instant created) {
        if (!name.startsWith(OURS)) {
            return null;
        }
        int dash = name.lastIndexOf('-');
        KeyRole role = dash < OURS.length() ? null : KeyRole.of(name.substring(OURS.length(), dash));
        String id = name.substring(dash + 1);
        return role == null || role == KeyRole.RECIPIENT || !id.matches("[1-9][0-9]{0,8}")
                ? null
                : of(role, Integer.parseInt(id), created);
    }
}
