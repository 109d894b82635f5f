package dev.tidegate.simulator.card;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The public key of a certification authority, as a terminal is given it (EMV 4.4 Book 2, 11.2.2). */
final class AuthorityKey {
    /** Until when terminals may use it; the issuers' certificates end with it. */
    static final String EXPIRY = "2032-12-31";

    private static final ObjectMapper JSON = new JsonMapper();

    private final Scheme scheme;
    private final RsaKey key;

    AuthorityKey(Scheme scheme, RsaKey key) {
        this.scheme = scheme;
        this.key = key;
    }

    /** SHA-1 over RID, index, modulus and exponent. */
    byte[] checksum() {
        return Digest.of(
                Bytes.hex(scheme.registeredId()),
                Bytes.hex(Personalisation.AUTHORITY_INDEX),
                key.modulus(),
                key.exponent());
    }

    /**
     * Writes the keys as a JSON array of objects with {@code rid}, {@code index}, {@code modulus}, {@code exponent} and
     * {@code checksum} in upper-case hexadecimal digits, and {@code expiry} as a date.
     *
     * @throws StartRefusedException the file cannot be written
     */
    static void export(List<AuthorityKey> keys, Path file) {
        ArrayNode array = JSON.createArrayNode();
        for (AuthorityKey key : keys) {
            array.addObject()
                    .put("rid", key.scheme.registeredId())
                    .put("index", Personalisation.AUTHORITY_INDEX)
                    .put("modulus", Bytes.hex(key.key.modulus()))
                    .put("exponent", Bytes.hex(key.key.exponent()))
                    .put("checksum", Bytes.hex(key.checksum()))
                    .put("expiry", EXPIRY);
        }
        try {
            Files.writeString(file, array.toPrettyString() + "\n");
        } catch (IOException e) {
            throw new StartRefusedException("cannot write the keys to the file named", e);
        }
    }
}
