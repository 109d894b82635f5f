package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** A fresh recipient key pair without a keystore file round it. */
record Recipient(RecipientKey key, RecipientKeys keys, KeyPair pair) {
    static Recipient create() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            RecipientKey key = RecipientKey.of(
                    Octets.of(pair.getPublic().getEncoded()),
                    Samples.NOON.minus(Duration.ofDays(1)),
                    Samples.NOON.plus(Duration.ofDays(7)));
            RecipientKeys.PrivateKeyBytes secret =
                    RecipientKeys.PrivateKeyBytes.of((ECPrivateKey) pair.getPrivate(), key);
            return new Recipient(key, new RecipientKeys(Map.of(key.kid(), secret)), pair);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    HpkeSealer sealer() {
        return new HpkeSealer(key, Samples.TILL, InstantSource.fixed(Samples.NOON));
    }

    BodyOpener opener() {
        return new BodyOpener(keys);
    }
}
