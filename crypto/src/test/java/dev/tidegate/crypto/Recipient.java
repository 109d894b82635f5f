package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** A fresh recipient key pair in memory, its register, and the bundle that publishes it. */
record Recipient(RecipientKey key, MemoryVault vault, KeyRegister register, KeyPair pair) {
    static Recipient create() {
        return create(Suite.P256);
    }

    static Recipient create(Suite suite) {
        KeyPair pair = MemoryVault.pair(suite);
        RecipientKey key = RecipientKey.of(
                Octets.of(pair.getPublic().getEncoded()),
                suite,
                Samples.NOON.minus(Duration.ofDays(1)),
                Samples.NOON.plus(Duration.ofDays(7)));
        MemoryVault vault = new MemoryVault();
        RegisteredKey registered = RegisteredKey.of(key, Samples.NOON);
        vault.pairs.put(registered.name(), pair);
        KeyRegister register = KeyRegister.empty(temporary());
        register.put(List.of(registered));
        return new Recipient(key, vault, register, pair);
    }

    static Path temporary() {
        try {
            Path file = Files.createTempFile("gateway", ".keys");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RecipientKeys keys() {
        return new RecipientKeys(register, vault);
    }

    RecipientBundle bundle() {
        return new RecipientBundle(1, Samples.NOON.minus(Duration.ofHours(1)), List.of(key));
    }

    HpkeSealer sealer() {
        return sealer(InstantSource.fixed(Samples.NOON));
    }

    HpkeSealer sealer(InstantSource clock) {
        return new HpkeSealer(this::bundle, Samples.TILL, clock);
    }

    BodyOpener opener() {
        return new BodyOpener(keys());
    }
}
