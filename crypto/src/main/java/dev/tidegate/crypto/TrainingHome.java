package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.core.port.RecordSeal;
import dev.tidegate.core.port.Sealer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * The keys of a till's training room: an identity and a chain that no enrolment gave, so that no gateway knows them and
 * no record made with them continues a till's own chain.
 *
 * <pre>
 * training.id     a UUID, made here; never a till's {@code till.id}, so that no till starts in this folder
 * chain.state     a chain of its own, from a secret that nobody else has
 * </pre>
 */
public record TrainingHome(Path folder) {
    private static final int UUID_CHARACTERS = 36;
    private static final Duration SEALS_FOR = Duration.ofDays(3_650);

    /**
     * Makes the folder and what is missing of it.
     *
     * @throws KeyFileException the disk refuses, or what is there is no identity; the caller throws the folder away
     */
    public static TrainingHome in(Path folder, SecureRandom chance) {
        TrainingHome home = new TrainingHome(folder);
        KeyFiles.folder(folder);
        if (!Files.exists(home.idFile())) {
            byte[] random = new byte[16];
            chance.nextBytes(random);
            UUID id = UUID.nameUUIDFromBytes(random);
            KeyFiles.write(home.idFile(), id.toString().getBytes(StandardCharsets.US_ASCII));
        }
        // A journal without its chain is not begun anew: it opens for nothing, and is thrown away.
        if (!Files.exists(home.chainFile()) && !Files.exists(folder.resolve("journal"))) {
            byte[] secret = new byte[ChainKey.BYTES];
            chance.nextBytes(secret);
            try {
                ChainSeal.enrol(home.chainFile(), home.till(), secret);
            } finally {
                Wipe.all(secret);
            }
        }
        return home;
    }

    /** @throws KeyFileException missing or not a UUID */
    public TillId till() {
        try {
            return TillId.of(new String(KeyFiles.read(idFile(), UUID_CHARACTERS), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw new KeyFileException(idFile(), "holds no identity");
        }
    }

    /**
     * The chain for as long as the room is open. Nobody signs its checkpoints.
     *
     * @throws dev.tidegate.core.port.JournalBrokenException the disk refuses to give the state
     */
    public RecordSeal chain() {
        return ChainSeal.load(chainFile(), till());
    }

    /**
     * Seals as a till does, to a key whose private half is gone when this returns: what is sealed in training nobody
     * opens.
     */
    public Sealer sealer(InstantSource clock) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        RecipientKey key = RecipientKey.of(publicKey(), Suite.X25519, now.minus(SEALS_FOR), now.plus(SEALS_FOR));
        RecipientBundle bundle = new RecipientBundle(1, now, List.of(key));
        return new HpkeSealer(() -> bundle, till(), clock);
    }

    private static Octets publicKey() {
        try {
            return Octets.of(KeyPairGenerator.getInstance("X25519")
                    .generateKeyPair()
                    .getPublic()
                    .getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no X25519", e);
        }
    }

    private Path idFile() {
        return folder.resolve("training.id");
    }

    private Path chainFile() {
        return folder.resolve("chain.state");
    }
}
