package dev.tidegate.crypto;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.ExpiryDate;
import dev.tidegate.core.card.Ksn;
import dev.tidegate.core.card.Pan;
import dev.tidegate.core.card.Track2;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.emv.MalformedTlvException;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.VoiceCode;
import dev.tidegate.core.port.EncipheredPin;
import dev.tidegate.core.port.PaymentHsm.PinFormat;
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
 *   9  format of the PIN block       unsigned 0, 3, 4   (these three in a body made for one request alone)
 *  10  key serial number of the pad  bytes 10 or 12
 *  11  enciphered PIN block          bytes 8 or 16
 *  12  code given by telephone       text 1-6     (beside it neither 4 nor 5)
 * </pre>
 *
 * <p>There is no key for a PIN, a CVV2 or a track 1.
 */
final class Body {
    private Body() {}

    /** The map, the caller's own array to wipe. */
    static byte[] write(ClearCard card, @Nullable FrozenTags tags, Amount amount, Instant soldAt, boolean withTrack) {
        return write(card, tags, amount, soldAt, withTrack, null, null);
    }

    /** As above, with a PIN that stays the caller's, or the code that an issuer gave by telephone. */
    static byte[] write(
            ClearCard card,
            @Nullable FrozenTags tags,
            Amount amount,
            Instant soldAt,
            boolean withTrack,
            @Nullable EncipheredPin pin,
            @Nullable VoiceCode voice) {
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
            if (pin != null) {
                out.number(9, number(pin.format()))
                        .octets(10, pin.ksn().value())
                        .octets(11, pin.block());
            }
            if (voice != null) {
                out.text(12, voice.value());
            }
            return out.map();
        } finally {
            out.wipe();
            Wipe.all(digits);
            if (track != null) {
                Wipe.all(track);
            }
        }
    }

    /** Which bodies may hold a track; those that may hold any may hold a PIN. */
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
        EncipheredPin pin = null;
        try {
            CborMap in = CborMap.read(map);
            pan = readPan(in);
            int expiry = in.number(2, 999_999);
            int sequence = in.number(3, 99);
            FrozenTags tags = in.has(5) ? new FrozenTags(TlvSet.read(in.octets(5))) : null;
            VoiceCode voice = in.has(12) && tags == null ? new VoiceCode(in.text(12)) : null;
            boolean trackMayBe = voice == null && (tracks == Tracks.ALL || tracks == Tracks.OF_STRIPES && tags == null);
            track = trackMayBe && in.has(4) ? readTrack(in) : null;
            Amount amount = Amount.of(in.number(6), in.text(7));
            Instant soldAt = Instant.ofEpochMilli(in.number(8));
            pin = tracks == Tracks.ALL && in.has(9) ? readPin(in) : null;
            in.end();
            ClearCard card = new ClearCard(pan, new ExpiryDate(expiry / 100, expiry % 100), sequence, track);
            return new OpenedBody(card, tags, amount, soldAt, pin, voice);
        } catch (IllegalArgumentException | MalformedTlvException | Rejection e) {
            wipe(pan, track, pin);
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

    // The pin takes the array over.
    private static EncipheredPin readPin(CborMap in) {
        PinFormat format = switch (in.number(9, 4)) {
            case 0 -> PinFormat.ISO_0;
            case 3 -> PinFormat.ISO_3;
            case 4 -> PinFormat.ISO_4;
            default -> throw CborMap.rejection();
        };
        return new EncipheredPin(format, new Ksn(in.octets(10)), in.bytes(11));
    }

    private static int number(PinFormat format) {
        return switch (format) {
            case ISO_0 -> 0;
            case ISO_3 -> 3;
            case ISO_4 -> 4;
        };
    }

    private static void wipe(@Nullable Pan pan, @Nullable Track2 track, @Nullable EncipheredPin pin) {
        if (pin != null) {
            pin.close();
        }
        if (pan != null) {
            pan.wipe();
        }
        if (track != null) {
            track.wipe();
        }
    }
}
