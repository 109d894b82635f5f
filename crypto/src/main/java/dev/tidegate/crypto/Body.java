package dev.tidegate.crypto;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.ExpiryDate;
import dev.tidegate.core.card.Pan;
import dev.tidegate.core.card.Track2;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.emv.MalformedTlvException;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.Amount;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is inside a sealed body, and inside a sealed card column: one CBOR map.
 *
 * <pre>
 * key  what                          CBOR
 *   1  number, ASCII digits          bytes 12-19
 *   2  expiry, year * 100 + month    unsigned
 *   3  PAN sequence number           unsigned 0-99
 *   4  track 2, ASCII, separator D   bytes 0-37   (in a body made for one request, and in the journal's where 5 is not)
 *   5  frozen tags, TLV              bytes        (not of a stripe)
 *   6  amount, minor units           unsigned
 *   7  currency, ISO 4217            text 3
 *   8  sold at, ms                   unsigned
 * </pre>
 *
 * <p>There is no key for a PIN, a PIN block, a CVV2 or a track 1.
 */
final class Body {
    private Body() {}

    /** The map, the caller's own array to wipe. */
    static byte[] write(ClearCard card, @Nullable FrozenTags tags, Amount amount, Instant soldAt, boolean withTrack) {
        byte[] digits = card.pan().digits();
        Track2 track2 = card.track2();
        byte[] track = withTrack && track2 != null ? track2.characters() : null;
        CborWriter out = new CborWriter();
        try {
            out.octets(1, digits)
                    .number(2, card.expiry().year() * 100L + card.expiry().month())
                    .number(3, card.panSequence());
            if (track != null) {
                out.octets(4, track);
            }
            if (tags != null) {
                out.octets(5, tags.tags().encode());
            }
            out.number(6, amount.minor())
                    .text(7, amount.currency().getCurrencyCode())
                    .number(8, soldAt.toEpochMilli());
            return out.map();
        } finally {
            out.wipe();
            Wipe.all(digits);
            if (track != null) {
                Wipe.all(track);
            }
        }
    }

    /** Which bodies may hold a track. */
    enum Tracks {
        NONE,
        /** Those without frozen tags. */
        OF_STRIPES,
        ALL
    }

    /** What a map says, a {@link Rejection} BAD_PAYLOAD where it says nothing possible. The caller wipes the array. */
    static OpenedBody read(byte[] map, Tracks tracks) {
        Pan pan = null;
        Track2 track = null;
        try {
            CborMap in = CborMap.read(map);
            pan = readPan(in);
            int expiry = in.number(2, 999_999);
            int sequence = in.number(3, 99);
            FrozenTags tags = in.has(5) ? new FrozenTags(TlvSet.read(in.octets(5))) : null;
            boolean trackMayBe = tracks == Tracks.ALL || tracks == Tracks.OF_STRIPES && tags == null;
            track = trackMayBe && in.has(4) ? readTrack(in) : null;
            Amount amount = Amount.of(in.number(6), in.text(7));
            Instant soldAt = Instant.ofEpochMilli(in.number(8));
            in.end();
            ClearCard card = new ClearCard(pan, new ExpiryDate(expiry / 100, expiry % 100), sequence, track);
            return new OpenedBody(card, tags, amount, soldAt);
        } catch (IllegalArgumentException | MalformedTlvException | Rejection e) {
            wipe(pan, track);
            throw CborMap.rejection();
        }
    }

    private static Pan readPan(CborMap in) {
        byte[] digits = in.bytes(1);
        try {
            return Pan.of(digits);
        } finally {
            Wipe.all(digits);
        }
    }

    private static Track2 readTrack(CborMap in) {
        byte[] characters = in.bytes(4);
        try {
            return Track2.of(characters);
        } finally {
            Wipe.all(characters);
        }
    }

    private static void wipe(@Nullable Pan pan, @Nullable Track2 track) {
        if (pan != null) {
            pan.wipe();
        }
        if (track != null) {
            track.wipe();
        }
    }
}
