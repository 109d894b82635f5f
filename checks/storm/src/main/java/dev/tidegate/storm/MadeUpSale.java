package dev.tidegate.storm;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.ExpiryDate;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import dev.tidegate.core.card.Track2;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.core.port.Sealer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Sales of published test cards, each from a seed and its number. */
final class MadeUpSale {
    static final TillId TILL = TillId.of("0f2e1d3c-4b5a-4968-8776-655443322110");

    private static final List<String> CARDS =
            List.of("4761739001010119", "5413330089010012", "4761739001010010", "5413330089020029");
    private static final Instant OPENING = Instant.parse("2026-11-22T08:00:00Z");
    /** A private tag, so that bodies have every padded size up to 2 KiB. */
    private static final Tag FILLING = new Tag(0x9F7C);

    private static final int FILLING_MAX = 1_200;

    private MadeUpSale() {}

    /** The sale of that number; the caller closes its card. */
    static Sealer.Contents of(long seed, int number) {
        SplittableRandom chance = new SplittableRandom(seed * 1_000_003 + number);
        long minor = 1L + chance.nextInt(10_000_000);
        byte[] digits = ascii(CARDS.get(chance.nextInt(CARDS.size())));
        byte[] track = ascii(new String(digits, StandardCharsets.US_ASCII) + "D301220100000000");
        ClearCard card = new ClearCard(Pan.of(digits), new ExpiryDate(2030, 12), chance.nextInt(100), Track2.of(track));
        String id = String.format(Locale.ROOT, "019a%04x-%04x-7000-8000-%012x", number >>> 16, number & 0xFFFF, seed);
        Instant soldAt = OPENING.plusMillis(chance.nextInt(86_400_000));
        return new Sealer.Contents(PaymentId.of(id), card, tags(chance, minor), Amount.of(minor, "EUR"), soldAt);
    }

    private static FrozenTags tags(SplittableRandom chance, long minor) {
        return new FrozenTags(TlvSet.empty()
                .with(Tag.APPLICATION_CRYPTOGRAM, some(chance, 8))
                .with(Tag.CRYPTOGRAM_INFORMATION, Octets.ofHex("80"))
                .with(Tag.ATC, some(chance, 2))
                .with(Tag.AMOUNT_AUTHORISED, Octets.ofHex(String.format(Locale.ROOT, "%012d", minor)))
                .with(Tag.TRANSACTION_CURRENCY, Octets.ofHex("0978"))
                .with(Tag.TRANSACTION_DATE, Octets.ofHex("261122"))
                .with(FILLING, some(chance, chance.nextInt(FILLING_MAX))));
    }

    private static Octets some(SplittableRandom chance, int length) {
        byte[] bytes = new byte[length];
        chance.nextBytes(bytes);
        return Octets.of(bytes);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
