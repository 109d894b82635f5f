package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.core.port.EncipheredPin;
import dev.tidegate.core.port.SealUnavailableException;
import dev.tidegate.core.port.Sealer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.jspecify.annotations.Nullable;

/**
 * Seals to the recipient key of now by HPKE base mode (RFC 9180), and opens it again on the way out
 * ({@link SealProof}). Only what opens is given out, because what nobody can open is a lost sale that looks stored.
 *
 * <p>Safe to use from several threads.
 */
public final class HpkeSealer implements Sealer {
    private final Supplier<RecipientBundle> bundle;
    private final TillId till;
    private final InstantSource clock;
    private volatile @Nullable SealProof proof;

    /**
     * @param bundle the keys there are, asked at each seal; {@link BundleKeeper} outside of tests
     * @param clock the till's best knowledge of the time, which picks the key. A clock that is slow picks an earlier
     *     key, which still opens; one that is fast finds no key at the end and refuses, which loses nothing
     */
    public HpkeSealer(Supplier<RecipientBundle> bundle, TillId till, InstantSource clock) {
        this.bundle = bundle;
        this.till = till;
        this.clock = clock;
    }

    /** The id of the key that the next seal would use; empty where there is none. */
    public Octets sealingTo() {
        RecipientBundle keys = bundle.get();
        RecipientKey key = keys.validAt(now(keys));
        return key == null ? Octets.empty() : key.kid();
    }

    @Override
    public SealedBody sealForJournal(Contents contents) {
        return seal(contents, Purpose.JOURNAL, false, null);
    }

    @Override
    public SealedBody sealDeferredStripe(Contents contents) {
        if (contents.tags() != null
                || contents.voice() != null
                || contents.card().track2() == null) {
            throw new IllegalArgumentException("only a track that nothing else stands for is kept");
        }
        return seal(contents, Purpose.JOURNAL, true, null);
    }

    @Override
    public SealedBody sealForRequest(Contents contents, @Nullable EncipheredPin pin) {
        return seal(contents, Purpose.REQUEST, true, pin);
    }

    private SealedBody seal(Contents contents, Purpose purpose, boolean withTrack, @Nullable EncipheredPin pin) {
        RecipientBundle keys = bundle.get();
        RecipientKey key = keys.validAt(now(keys));
        if (key == null) {
            throw new SealUnavailableException("no recipient key is valid now");
        }
        byte[] body = new byte[0];
        byte[] padded = new byte[0];
        try {
            body = Body.write(
                    contents.card(),
                    contents.tags(),
                    contents.amount(),
                    contents.soldAt(),
                    withTrack,
                    pin,
                    contents.voice());
            padded = Padding.pad(body);
            byte[] info = Hpke.info(
                    purpose, key.suite(), till, contents.payment(), key.kid().toByteArray());
            return sealAndProve(key, info, padded);
        } catch (SealUnavailableException e) {
            throw e;
        } catch (InvalidCipherTextException | RuntimeException e) {
            // Whatever the library throws; its words may hold input, so they are not passed on.
            throw new SealUnavailableException("sealing failed: " + e.getClass().getSimpleName());
        } finally {
            Wipe.all(body, padded);
        }
    }

    // It is not earlier than what the gateway has signed.
    private Instant now(RecipientBundle keys) {
        Instant told = clock.instant();
        return told.isBefore(keys.issuedAt()) ? keys.issuedAt() : told;
    }

    private SealedBody sealAndProve(RecipientKey key, byte[] info, byte[] padded) throws InvalidCipherTextException {
        Hpke hpke = new Hpke(key.algorithms());
        AsymmetricCipherKeyPair ephemeral = hpke.ephemeral();
        Hpke.Sealed sealed = hpke.seal(key.point(), info, padded, ephemeral);
        if (!proof(key).holds(ephemeral, info, padded, sealed)) {
            throw new SealUnavailableException("what was sealed does not open");
        }
        return new SealedBody(key.suite(), key.kid(), Octets.of(sealed.encapsulated), Octets.of(sealed.ciphertext));
    }

    // Two threads may each make one: the same.
    private SealProof proof(RecipientKey key) {
        SealProof last = proof;
        if (last != null && last.isFor(key)) {
            return last;
        }
        SealProof made = new SealProof(key);
        proof = made;
        return made;
    }
}
