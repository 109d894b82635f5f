package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import dev.tidegate.core.card.Track2;
import dev.tidegate.core.payment.PaymentId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals card data for the gateway's database in two columns under two keys: what refunds and disputes need, and what
 * may only live until the answer (AES-256-GCM; {@link AesKeys} draws a value). Each value names its key. Safe to use
 * from several threads.
 */
public final class ColumnSeal {
    private static final byte[] MARK_KEY = "the key of card marks".getBytes(StandardCharsets.UTF_8);
    private static final int MARK_KEY_BYTES = 32;
    private static final int MARK_BYTES = 16;

    private final AesKeys cardKey;
    private final AesKeys trackKey;

    ColumnSeal(AesKeys cardKey, AesKeys trackKey) {
        this.cardKey = cardKey;
        this.trackKey = trackKey;
    }

    /**
     * Number, expiry, sequence, frozen tags, amount, time and code, without the track, bound to the payment.
     *
     * @throws KeyUnavailableException the keys cannot be used now
     */
    public Octets sealCard(OpenedBody body, PaymentId payment) {
        byte[] map = Body.write(body.card(), body.tags(), body.amount(), body.soldAt(), false, null, body.voice());
        try {
            return Octets.of(cardKey.seal(map, RecordFrame.bytes(payment.value())));
        } finally {
            Wipe.all(map);
        }
    }

    /**
     * Opens a value of {@link #sealCard}; the caller closes the result.
     *
     * @throws BodyRejectedException changed, another payment's, or its key is gone
     * @throws KeyUnavailableException the keys cannot be used now
     */
    public OpenedBody openCard(Octets sealed, PaymentId payment) {
        byte[] map = new byte[0];
        try {
            map = cardKey.open(sealed.toByteArray(), RecordFrame.bytes(payment.value()));
            return Body.read(map, Body.Tracks.NONE);
        } catch (Rejection e) {
            throw new BodyRejectedException(e.code());
        } finally {
            Wipe.all(map);
        }
    }

    /**
     * The track alone, bound to the payment.
     *
     * @throws KeyUnavailableException the keys cannot be used now
     */
    public Octets sealTrack(Track2 track, PaymentId payment) {
        byte[] characters = track.characters();
        try {
            return Octets.of(trackKey.seal(characters, RecordFrame.bytes(payment.value())));
        } finally {
            Wipe.all(characters);
        }
    }

    /**
     * Opens a value of {@link #sealTrack}; the caller wipes the result.
     *
     * @throws BodyRejectedException changed, another payment's, or its key is gone
     * @throws KeyUnavailableException the keys cannot be used now
     */
    public Track2 openTrack(Octets sealed, PaymentId payment) {
        byte[] characters = new byte[0];
        try {
            characters = trackKey.open(sealed.toByteArray(), RecordFrame.bytes(payment.value()));
            return Track2.of(characters);
        } catch (Rejection e) {
            throw new BodyRejectedException(e.code());
        } catch (IllegalArgumentException e) {
            throw new BodyRejectedException("BAD_COLUMN");
        } finally {
            Wipe.all(characters);
        }
    }

    /**
     * A frame of an acquirer that could not be read, bound to its name. It may hold whatever a message may hold, so it
     * lives under the key that lives shortest.
     *
     * @throws KeyUnavailableException the keys cannot be used now
     */
    public Octets sealFrame(byte[] frame, String name) {
        return Octets.of(trackKey.seal(frame, frameName(name)));
    }

    /**
     * Opens a value of {@link #sealFrame}; the caller wipes the result.
     *
     * @throws BodyRejectedException changed, another frame's, or its key is gone
     * @throws KeyUnavailableException the keys cannot be used now
     */
    public byte[] openFrame(Octets sealed, String name) {
        try {
            return trackKey.open(sealed.toByteArray(), frameName(name));
        } catch (Rejection e) {
            throw new BodyRejectedException(e.code());
        }
    }

    /**
     * Draws a secret for {@link #mark}, once in the life of a database.
     *
     * @return sealed under the key of the card column
     * @throws KeyUnavailableException the keys cannot be used now
     */
    public Octets newMarkKey() {
        byte[] secret = new byte[MARK_KEY_BYTES];
        new SecureRandom().nextBytes(secret);
        try {
            return Octets.of(cardKey.seal(secret, MARK_KEY));
        } finally {
            Wipe.all(secret);
        }
    }

    /**
     * A value of {@link #newMarkKey} sealed under the newest key of the card column.
     *
     * @throws BodyRejectedException it was changed, or its key is gone
     * @throws KeyUnavailableException the keys cannot be used now
     */
    public Octets sealAnew(Octets sealedKey) {
        byte[] secret = new byte[0];
        try {
            secret = cardKey.open(sealedKey.toByteArray(), MARK_KEY);
            return Octets.of(cardKey.seal(secret, MARK_KEY));
        } catch (Rejection e) {
            throw new BodyRejectedException(e.code());
        } finally {
            Wipe.all(secret);
        }
    }

    /**
     * A keyed hash of a card number (HMAC-SHA-256, its first 16 bytes): the same for the same number, and no way back
     * to it without the key.
     *
     * @param sealedKey a value of {@link #newMarkKey}
     * @throws BodyRejectedException the secret was changed, or its key is gone
     * @throws KeyUnavailableException the keys cannot be used now
     */
    public Octets mark(Octets sealedKey, Pan pan) {
        byte[] secret = new byte[0];
        byte[] digits = pan.digits();
        try {
            secret = cardKey.open(sealedKey.toByteArray(), MARK_KEY);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return Octets.of(Arrays.copyOf(mac.doFinal(digits), MARK_BYTES));
        } catch (Rejection e) {
            throw new BodyRejectedException(e.code());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform has no HMAC-SHA-256", e);
        } finally {
            Wipe.all(secret);
            Wipe.all(digits);
        }
    }

    // Never as long as a payment's 16 bytes.
    private static byte[] frameName(String name) {
        return ("frame of an acquirer " + name).getBytes(StandardCharsets.UTF_8);
    }
}
