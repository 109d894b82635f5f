package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import java.util.Set;
import java.util.TreeSet;

/**
 * The gateway's private recipient keys by id. They leave this package only as what they open. Safe to use from several
 * threads.
 */
public final class RecipientKeys {
    private static final byte[] NO_AAD = new byte[0];
    private static final HpkeRecipient P256 = new HpkeRecipient(Suite.P256);
    private static final HpkeRecipient X25519 = new HpkeRecipient(Suite.X25519);

    private final KeyRegister register;
    private final KeyVault vault;

    RecipientKeys(KeyRegister register, KeyVault vault) {
        this.register = register;
        this.vault = vault;
    }

    /** The ids of the keys that still exist. */
    public Set<Octets> ids() {
        Set<Octets> ids = new TreeSet<>();
        register.recipients().forEach(key -> ids.add(key.kid()));
        return ids;
    }

    /** The padded plaintext, the caller's own array to wipe. */
    byte[] open(Octets keyId, Suite suite, byte[] info, Hpke.Sealed sealed) {
        String name = RegisteredKey.name(KeyRole.RECIPIENT, RecipientKey.idOf(keyId));
        RegisteredKey known = register.find(name);
        RecipientKey key = known == null || !known.exists() ? null : known.recipient();
        if (key == null) {
            throw new Rejection("UNKNOWN_KID");
        }
        if (key.algorithms() != suite) {
            throw new Rejection("OPEN_FAILED");
        }
        HpkeRecipient recipient = suite == Suite.P256 ? P256 : X25519;
        return recipient.open(point -> vault.agree(name, suite, point), key.point(), info, NO_AAD, sealed);
    }
}
