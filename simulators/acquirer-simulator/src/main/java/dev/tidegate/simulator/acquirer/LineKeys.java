package dev.tidegate.simulator.acquirer;

import dev.tidegate.simulator.acquirer.issuer.TripleDesKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The keys of one use and their exchange. A new key travels in DE 48, enciphered under the key exchange key, with its
 * check value behind it:
 *
 * <pre>
 *   MAK | key under the exchange key, 32 hex digits | check value, 6 hex digits      of authentication codes
 *   PAK | the same                                                                   of PINs
 * </pre>
 *
 * <p>A message under the key before is still believed, so that what was on its way when the key changed is not lost;
 * one under a key that was offered and not yet taken, too.
 */
final class LineKeys {
    static final String MAC = "MAK";
    static final String PIN = "PAK";
    private static final int KEY_BYTES = 16;

    private final String kind;
    private final TripleDesKey exchangeKey;
    private final RandomGenerator random;
    private TripleDesKey current;
    private Optional<TripleDesKey> previous = Optional.empty();
    private Optional<TripleDesKey> offered = Optional.empty();

    /** Keys of authentication codes. */
    LineKeys(TripleDesKey exchangeKey, TripleDesKey first, RandomGenerator random) {
        this(MAC, exchangeKey, first, random);
    }

    /** @param kind {@link #MAC} or {@link #PIN} */
    LineKeys(String kind, TripleDesKey exchangeKey, TripleDesKey first, RandomGenerator random) {
        this.kind = kind;
        this.exchangeKey = exchangeKey;
        this.current = first;
        this.random = random;
    }

    synchronized TripleDesKey current() {
        return current;
    }

    synchronized List<TripleDesKey> accepted() {
        var accepted = new ArrayList<>(List.of(current));
        previous.ifPresent(accepted::add);
        offered.ifPresent(accepted::add);
        return accepted;
    }

    /** DE 48 with a key that the other side is to take; it is used once {@link #taken} is called. */
    synchronized String offer() {
        var bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        TripleDesKey key = TripleDesKey.of(bytes);
        offered = Optional.of(key);
        return kind + exchangeKey.wrap(key) + key.checkValue();
    }

    /** DE 48 with a check value of another key, which must not be taken. */
    synchronized String offerSpoiled() {
        String text = offer();
        offered = Optional.empty();
        return text.substring(0, text.length() - 1) + (text.endsWith("0") ? "1" : "0");
    }

    /**
     * As {@link #taken()}, unless the other side has another key.
     *
     * @param checkValue of the key that it has, empty where it does not say
     */
    synchronized void taken(String checkValue) {
        if (checkValue.isEmpty()
                || offered.map(TripleDesKey::checkValue)
                        .filter(checkValue::equalsIgnoreCase)
                        .isPresent()) {
            taken();
        }
    }

    /** From now on the offered key is used. */
    synchronized void taken() {
        offered.ifPresent(key -> {
            previous = Optional.of(current);
            current = key;
        });
        offered = Optional.empty();
    }

    /** Check values, so that two sides can be compared: the current key's and the one before, empty without one. */
    synchronized List<String> checkValues() {
        return List.of(
                current.checkValue(), previous.map(TripleDesKey::checkValue).orElse(""));
    }
}
