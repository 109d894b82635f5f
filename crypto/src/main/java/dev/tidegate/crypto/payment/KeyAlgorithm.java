package dev.tidegate.crypto.payment;

import java.util.Arrays;
import java.util.Optional;

/** What a key is for, by its letter in a key block (X9.143:2021, 6.3.2). Single DES and DSA are not let in. */
public enum KeyAlgorithm {
    AES('A', 16, 32),
    TDES('T', 16, 24),
    HMAC('H', 0, 0),
    RSA('R', 0, 0),
    EC('E', 0, 0);

    /** A private RSA key of 4096 bits has about 2,400 bytes. */
    static final int KEY_BYTES_MAX = 4_000;

    private final char letter;
    private final int shortest;
    private final int longest;

    KeyAlgorithm(char letter, int shortest, int longest) {
        this.letter = letter;
        this.shortest = shortest;
        this.longest = longest;
    }

    char letter() {
        return letter;
    }

    /** Whether a key of this algorithm may have so many bytes. */
    boolean allows(int bytes) {
        return longest == 0
                ? bytes > 0 && bytes <= KEY_BYTES_MAX
                : bytes >= shortest && bytes <= longest && bytes % 8 == 0;
    }

    /** The longest key, to which shorter ones are padded so that a block does not show their length; 0 where open. */
    int longest() {
        return longest;
    }

    static Optional<KeyAlgorithm> of(char letter) {
        return Arrays.stream(values()).filter(each -> each.letter == letter).findFirst();
    }
}
