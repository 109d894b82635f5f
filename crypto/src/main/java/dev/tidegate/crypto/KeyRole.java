package dev.tidegate.crypto;

import org.jspecify.annotations.Nullable;

/** What a key of the gateway is for. */
public enum KeyRole {
    /** Opens what tills have sealed. */
    RECIPIENT("recipient"),
    /** Seals number, expiry and frozen tags in the database. */
    CARD_COLUMN("column-card"),
    /** Seals tracks in the database. */
    TRACK_COLUMN("column-track"),
    /** Wraps the tills' chain keys in the database. */
    CHAIN_WRAP("chain"),
    /** Seals keys that people brought, and ceremonies between their sessions. */
    KEY_IMPORT("key-import"),
    /** Brought by two people; what it is for stands beside its algorithm. */
    IMPORTED("imported"),
    /** Signs certificates. */
    DEVICE_AUTHORITY("device-authority"),
    /** The gateway's end of TLS. */
    SERVER("server"),
    /** Signs recipient bundles and receipts. */
    CONFIG_SIGNER("config-signer");

    private final String word;

    KeyRole(String word) {
        this.word = word;
    }

    /** As it is written in files, names and tables. */
    public String word() {
        return word;
    }

    static @Nullable KeyRole of(String word) {
        for (KeyRole role : values()) {
            if (role.word.equals(word)) {
                return role;
            }
        }
        return null;
    }
}
