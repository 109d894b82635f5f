package dev.tidegate.simulator.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/** The fixed test keys of all levels, from the resource {@code keys.json}. They protect nothing. */
final class KeyRing {
    private static final String RESOURCE = "keys.json";

    private final JsonNode root;

    private KeyRing(JsonNode root) {
        this.root = root;
    }

    static KeyRing load() {
        try (InputStream stream = KeyRing.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is not in the jar");
            }
            return new KeyRing(new JsonMapper().readTree(stream));
        } catch (IOException e) {
            throw new UncheckedIOException("the resource " + RESOURCE + " is damaged", e);
        }
    }

    CardKeys keysOf(CardProfile profile) {
        String scheme = profile.scheme().name();
        return new CardKeys(
                read(root.at("/authorities/" + scheme)),
                read(root.at("/issuers/" + scheme)),
                read(root.at("/cards/" + profile.name())));
    }

    /** What a terminal has to know of the authorities, one key for each scheme. */
    List<AuthorityKey> authorityKeys() {
        return Arrays.stream(Scheme.values())
                .map(scheme -> new AuthorityKey(scheme, read(root.at("/authorities/" + scheme.name()))))
                .toList();
    }

    private static RsaKey read(JsonNode key) {
        return new RsaKey(number(key, "modulus"), number(key, "exponent"), number(key, "privateExponent"));
    }

    private static BigInteger number(JsonNode key, String field) {
        return new BigInteger(key.required(field).textValue(), 16);
    }
}
