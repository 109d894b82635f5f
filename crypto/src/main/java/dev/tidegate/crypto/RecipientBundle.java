package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The public keys that a till may seal to, now and for some periods ahead; what a {@link SignedBundle} says.
 *
 * <pre>
 * content = CBOR map                     key = CBOR map, as a byte string
 *   1  version          unsigned           1  kid          bytes 8
 *   2  issued at, ms    unsigned           2  public key   bytes (SubjectPublicKeyInfo)
 *   3… keys             bytes, each a      3  suite        unsigned
 *                       key                4  not before   unsigned, s
 *                                          5  not after    unsigned, s
 * </pre>
 *
 * @param version greater with each bundle of a gateway; a till takes no lower one
 * @param issuedAt by the gateway's clock, to the millisecond
 * @param keys 1 to {@link #KEYS_MAX}, by the beginning of their periods
 */
public record RecipientBundle(long version, Instant issuedAt, List<RecipientKey> keys) {
    /** A quarter of a year of weeks, and still a small file. */
    public static final int KEYS_MAX = 13;

    private static final int FIRST_KEY = 3;

    public RecipientBundle {
        keys = keys.stream()
                .sorted(Comparator.comparing(RecipientKey::notBefore).thenComparing(RecipientKey::kid))
                .toList();
        Set<Octets> ids = new HashSet<>();
        keys.forEach(key -> ids.add(key.kid()));
        if (version < 1 || keys.isEmpty() || keys.size() > KEYS_MAX || ids.size() != keys.size()) {
            throw new IllegalArgumentException("a bundle has a version and some keys, each once");
        }
        if (issuedAt.toEpochMilli() < 0) {
            throw new IllegalArgumentException("a bundle is not older than its makers");
        }
    }

    /** The key to seal to at a moment: of those valid the newest; absent where none is. */
    public @Nullable RecipientKey validAt(Instant now) {
        return keys.reversed().stream()
                .filter(key -> key.validAt(now))
                .findFirst()
                .orElse(null);
    }

    /** The end of the last key's period. */
    public Instant notAfter() {
        return keys.stream()
                .map(RecipientKey::notAfter)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    byte[] encode() {
        CborWriter out = new CborWriter().number(1, version).number(2, issuedAt.toEpochMilli());
        for (int i = 0; i < keys.size(); i++) {
            RecipientKey key = keys.get(i);
            out.octets(
                    FIRST_KEY + i,
                    new CborWriter()
                            .octets(1, key.kid())
                            .octets(2, key.spki())
                            .number(3, key.suite())
                            .number(4, key.notBefore().getEpochSecond())
                            .number(5, key.notAfter().getEpochSecond())
                            .map());
        }
        return out.map();
    }

    /**
     * What a content says; a {@link Rejection} UNKNOWN_SUITE, BAD_KEY or BAD_PAYLOAD where it says nothing possible.
     */
    static RecipientBundle decode(byte[] content) {
        CborMap in = CborMap.read(content);
        long version = in.number(1);
        long issuedAt = in.number(2);
        List<RecipientKey> keys = new ArrayList<>();
        for (int i = FIRST_KEY; in.has(i); i++) {
            keys.add(key(CborMap.read(in.bytes(i))));
        }
        in.end();
        try {
            RecipientBundle bundle = new RecipientBundle(version, Instant.ofEpochMilli(issuedAt), keys);
            if (!bundle.keys.equals(keys)) {
                throw CborMap.rejection();
            }
            return bundle;
        } catch (IllegalArgumentException e) {
            throw CborMap.rejection();
        }
    }

    private static RecipientKey key(CborMap in) {
        Octets kid = in.octets(1);
        Octets spki = in.octets(2);
        Suite suite = Suite.of(in.number(3, 0xFFFF));
        long notBefore = in.number(4);
        long notAfter = in.number(5);
        in.end();
        if (suite == null) {
            throw new Rejection("UNKNOWN_SUITE");
        }
        try {
            return new RecipientKey(
                    kid, spki, suite.code(), Instant.ofEpochSecond(notBefore), Instant.ofEpochSecond(notAfter));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new Rejection("BAD_KEY");
        }
    }
}
