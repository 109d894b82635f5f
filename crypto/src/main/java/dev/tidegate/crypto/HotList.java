package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The cards that are never taken without their issuer; what a {@link SignedHotList} says. No number is in it: a card is
 * the first eight bytes of HMAC-SHA-256 of its digits, under a key of this list. Whoever holds a list can try numbers
 * against it, as its tills have to; nobody can read them off.
 *
 * <pre>
 * content = CBOR map
 *   1  version          unsigned
 *   2  issued at, ms    unsigned
 *   3  key              bytes 32
 *   4  cards            bytes, 8 for each, ascending
 *   5  prefixes         bytes, 4 for each, ascending: 6 to 8 digits, filled with F
 * </pre>
 *
 * @param version greater with each list of a gateway; a till takes no lower one
 * @param issuedAt by the gateway's clock, to the millisecond
 */
public record HotList(long version, Instant issuedAt, Octets key, Octets cards, Octets prefixes) {
    /** 160 kB, which a till fetches in a second over a bad line. */
    public static final int CARDS_MAX = 20_000;

    /** Whole ranges are few. */
    public static final int PREFIXES_MAX = 1_000;

    static final int CARD_BYTES = 8;
    static final int PREFIX_BYTES = 4;

    private static final int KEY_BYTES = 32;
    private static final int PREFIX_DIGITS_MIN = 6;
    private static final int PREFIX_DIGITS_MAX = 8;
    private static final String ALGORITHM = "HmacSHA256";

    public HotList {
        boolean sized = key.length() == KEY_BYTES
                && cards.length() <= CARDS_MAX * CARD_BYTES
                && prefixes.length() <= PREFIXES_MAX * PREFIX_BYTES;
        if (version < 1 || issuedAt.toEpochMilli() < 0 || !sized) {
            throw new IllegalArgumentException("a hot list has a version, a key and at most so many cards");
        }
        if (!isAscending(cards, CARD_BYTES) || !isAscending(prefixes, PREFIX_BYTES)) {
            throw new IllegalArgumentException("a hot list has each entry once, in order");
        }
    }

    /**
     * A list of these cards, under a key of its own.
     *
     * @param cards at most {@link #CARDS_MAX}
     * @param prefixes of 6 to 8 digits, at most {@link #PREFIXES_MAX}: every card that begins so
     * @param random cannot be foreseen
     * @throws IllegalArgumentException too many, or a prefix that is none; the message holds no digit
     */
    public static HotList of(
            long version,
            Instant issuedAt,
            Collection<Pan> cards,
            Collection<String> prefixes,
            RandomGenerator random) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        SortedSet<Octets> hashes = new TreeSet<>();
        cards.forEach(card -> hashes.add(hash(key, card)));
        SortedSet<Octets> ranges = new TreeSet<>();
        prefixes.forEach(prefix -> ranges.add(packed(prefix)));
        if (hashes.size() > CARDS_MAX || ranges.size() > PREFIXES_MAX) {
            throw new IllegalArgumentException(
                    "a hot list has at most " + CARDS_MAX + " cards and " + PREFIXES_MAX + " prefixes");
        }
        return new HotList(version, issuedAt, Octets.of(key), joined(hashes, CARD_BYTES), joined(ranges, PREFIX_BYTES));
    }

    /** How many cards and prefixes it has. */
    public int size() {
        return cards.length() / CARD_BYTES + prefixes.length() / PREFIX_BYTES;
    }

    /** Whether a card is on it, by its whole number or by how that begins. */
    public boolean lists(Pan pan) {
        return find(cards, CARD_BYTES, hash(key.toByteArray(), pan)) || listsPrefix(pan);
    }

    private boolean listsPrefix(Pan pan) {
        if (prefixes.length() == 0) {
            return false;
        }
        byte[] digits = pan.digits();
        try {
            for (int length = PREFIX_DIGITS_MIN; length <= PREFIX_DIGITS_MAX; length++) {
                if (find(prefixes, PREFIX_BYTES, packed(digits, length))) {
                    return true;
                }
            }
            return false;
        } finally {
            Wipe.all(digits);
        }
    }

    byte[] encode() {
        return new CborWriter()
                .number(1, version)
                .number(2, issuedAt.toEpochMilli())
                .octets(3, key)
                .octets(4, cards)
                .octets(5, prefixes)
                .map();
    }

    /** What a content says; a {@link Rejection} BAD_PAYLOAD where it says nothing possible. */
    static HotList decode(byte[] content) {
        CborMap in = CborMap.read(content);
        long version = in.number(1);
        long issuedAt = in.number(2);
        Octets key = in.octets(3);
        Octets cards = in.octets(4);
        Octets prefixes = in.octets(5);
        in.end();
        try {
            return new HotList(version, Instant.ofEpochMilli(issuedAt), key, cards, prefixes);
        } catch (IllegalArgumentException e) {
            throw CborMap.rejection();
        }
    }

    private static Octets hash(byte[] key, Pan pan) {
        byte[] digits = pan.digits();
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return Octets.of(mac.doFinal(digits), 0, CARD_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not there", e);
        } finally {
            Wipe.all(digits);
        }
    }

    private static Octets packed(String prefix) {
        if (!prefix.matches("[0-9]{" + PREFIX_DIGITS_MIN + "," + PREFIX_DIGITS_MAX + "}")) {
            throw new IllegalArgumentException("a prefix has 6 to 8 digits");
        }
        return Octets.ofHex(prefix + "F".repeat(PREFIX_DIGITS_MAX - prefix.length()));
    }

    private static Octets packed(byte[] digits, int length) {
        byte[] packed = new byte[PREFIX_BYTES];
        for (int i = 0; i < PREFIX_DIGITS_MAX; i++) {
            int digit = i < length ? digits[i] - '0' : 0xF;
            packed[i / 2] |= (byte) (i % 2 == 0 ? digit << 4 : digit);
        }
        return Octets.of(packed);
    }

    private static boolean find(Octets sorted, int width, Octets wanted) {
        int low = 0;
        int high = sorted.length() / width - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = sorted.slice(middle * width, (middle + 1) * width).compareTo(wanted);
            if (order == 0) {
                return true;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return false;
    }

    private static boolean isAscending(Octets entries, int width) {
        if (entries.length() % width != 0) {
            return false;
        }
        for (int at = width; at < entries.length(); at += width) {
            if (entries.slice(at - width, at).compareTo(entries.slice(at, at + width)) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static Octets joined(SortedSet<Octets> entries, int width) {
        ByteBuffer all = ByteBuffer.allocate(entries.size() * width);
        entries.forEach(entry -> all.put(entry.toByteArray()));
        return Octets.of(all.array());
    }
}
