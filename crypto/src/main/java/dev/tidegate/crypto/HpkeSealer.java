package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.core.port.SealUnavailableException;
import dev.tidegate.core.port.Sealer;
import java.time.InstantSource;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;

/**
 * Seals to one recipient key by HPKE base mode (RFC 9180): once, and once more with the same ephemeral key and objects
 * of their own. Only what both passes agree on is given out, because what nobody can open is a lost sale that looks
 * stored.
 *
 * <p>Safe to use from several threads.
 */
public final class HpkeSealer implements Sealer {
    private final RecipientKey key;
    private final TillId till;
    private final InstantSource clock;
    private final Hpke hpke = new Hpke(Hpke.AES_256_GCM);

    /** A sealer by the machine's clock. */
    public HpkeSealer(RecipientKey key, TillId till) {
        this(key, till, InstantSource.system());
    }

    /** @param clock says whether the key's period is now */
    public HpkeSealer(RecipientKey key, TillId till, InstantSource clock) {
        this.key = key;
        this.till = till;
        this.clock = clock;
    }

    @Override
    public SealedBody sealForJournal(Contents contents) {
        return seal(contents, Purpose.JOURNAL);
    }

    @Override
    public SealedBody sealForRequest(Contents contents) {
        return seal(contents, Purpose.REQUEST);
    }

    private SealedBody seal(Contents contents, Purpose purpose) {
        if (!key.validAt(clock.instant())) {
            throw new SealUnavailableException("the recipient key is not valid now");
        }
        byte[] body = new byte[0];
        byte[] padded = new byte[0];
        try {
            boolean withTrack = purpose == Purpose.REQUEST;
            body = Body.write(contents.card(), contents.tags(), contents.amount(), contents.soldAt(), withTrack);
            padded = Padding.pad(body);
            byte[] info = Hpke.info(
                    purpose, key.suite(), till, contents.payment(), key.kid().toByteArray());
            return sealTwice(info, padded);
        } catch (SealUnavailableException e) {
            throw e;
        } catch (InvalidCipherTextException | RuntimeException e) {
            // Whatever the library throws; its words may hold input, so they are not passed on.
            throw new SealUnavailableException("sealing failed: " + e.getClass().getSimpleName());
        } finally {
            Wipe.all(body, padded);
        }
    }

    private SealedBody sealTwice(byte[] info, byte[] padded) throws InvalidCipherTextException {
        byte[] point = key.point();
        AsymmetricCipherKeyPair ephemeral = hpke.ephemeral();
        Hpke.Sealed first = hpke.seal(point, info, padded, ephemeral);
        Hpke.Sealed second = hpke.seal(point, info, padded, ephemeral);
        if (!first.equalTo(second)) {
            throw new SealUnavailableException("two passes of one seal differ");
        }
        return new SealedBody(key.suite(), key.kid(), Octets.of(first.encapsulated), Octets.of(first.ciphertext));
    }
}
