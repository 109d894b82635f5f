package dev.tidegate.simulator.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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

    /** The keys of a card's first application. */
    CardKeys keysOf(CardProfile profile) {
        return keysOf(profile, profile.first());
    }

    CardKeys keysOf(CardProfile profile, ApplicationProfile application) {
        String scheme = application.scheme().name();
        String name = profile.keyName(application);
        JsonNode pin = root.at("/cards/" + name + "-pin");
        return new CardKeys(
                read(root.at("/authorities/" + scheme)),
                read(root.at("/issuers/" + scheme)),
                read(cardKey(name, application.scheme())),
                pin.isMissingNode() ? Optional.empty() : Optional.of(read(pin)));
    }

    /** A card that is not of the drawer has the key of the scheme's first one. */
    private JsonNode cardKey(String name, Scheme scheme) {
        JsonNode own = root.at("/cards/" + name);
        String first = scheme == Scheme.VISA ? "chip-approves" : "chip-offline";
        return own.isMissingNode() ? root.at("/cards/" + first) : own;
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
