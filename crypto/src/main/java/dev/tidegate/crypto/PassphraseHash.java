package dev.tidegate.crypto;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A passphrase as it is kept: Argon2id with 19 MiB, two passes, one lane (OWASP, Password Storage Cheat Sheet).
 *
 * @param salt 16 bytes, hexadecimal
 * @param hash 32 bytes, hexadecimal
 */
record PassphraseHash(String salt, String hash) {
    /** PCI DSS 8.3.6. */
    static final int CHARACTERS_MIN = 12;

    private static final int CHARACTERS_MAX = 256;
    private static final int KIBIBYTES = 19_456;
    private static final int PASSES = 2;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final HexFormat HEX = HexFormat.of();

    /** Whether it is long enough, and is not made of the name. */
    static boolean fits(char[] passphrase, String name) {
        String text = new String(passphrase).toLowerCase(Locale.ROOT);
        boolean ofAName = text.contains(name.toLowerCase(Locale.ROOT));
        return passphrase.length >= CHARACTERS_MIN && passphrase.length <= CHARACTERS_MAX && !ofAName;
    }

    static PassphraseHash of(char[] passphrase, SecureRandom chance) {
        byte[] salt = new byte[SALT_BYTES];
        chance.nextBytes(salt);
        return new PassphraseHash(HEX.formatHex(salt), HEX.formatHex(hash(passphrase, salt)));
    }

    /** Takes as long as {@link #matches}: for a name that is not there. */
    static void spend(char[] passphrase) {
        Wipe.all(hash(passphrase, new byte[SALT_BYTES]));
    }

    /** @throws IllegalArgumentException the salt or the hash is none */
    boolean matches(char[] passphrase) {
        return passphrase.length <= CHARACTERS_MAX
                && MessageDigest.isEqual(hash(passphrase, HEX.parseHex(salt)), HEX.parseHex(hash));
    }

    private static byte[] hash(char[] passphrase, byte[] salt) {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(passphrase));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        Wipe.all(encoded.array());
        try {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(KIBIBYTES)
                    .withIterations(PASSES)
                    .withParallelism(1)
                    .withSalt(salt)
                    .build());
            byte[] hash = new byte[HASH_BYTES];
            generator.generateBytes(bytes, hash);
            return hash;
        } finally {
            Wipe.all(bytes);
        }
    }
}
