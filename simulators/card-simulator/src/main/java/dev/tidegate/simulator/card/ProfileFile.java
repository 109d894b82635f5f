package dev.tidegate.simulator.card;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Cards as data, out of JSON: {@code {"cards":[…]}}. What is left out is as usual; what is unknown refuses the start,
 * so that a slip of the pen is no other card. The fields are told in the README.
 */
final class ProfileFile {
    static final int CARDS_MAX = 256;

    /** The file is read whole. */
    static final int BYTES_MAX = 1 << 20;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final Set<String> CARD =
            Set.of("name", "shows", "applications", "faces", "directory", "stepwise", "stripe", "faults");
    private static final Set<String> APPLICATION = Set.of(
            "scheme",
            "label",
            "priority",
            "number",
            "sequence",
            "expiry",
            "behaviour",
            "consecutiveMax",
            "issuerInList",
            "blocked",
            "pin",
            "authentication",
            "contactless",
            "keyBits",
            "objects");

    private ProfileFile() {}

    /** A resource beside this class. */
    static List<CardProfile> read(String resource) {
        try (InputStream stream = ProfileFile.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("the resource " + resource + " is not in the jar");
            }
            return parse(stream.readNBytes(BYTES_MAX));
        } catch (IOException e) {
            throw new IllegalStateException("the resource " + resource + " cannot be read", e);
        }
    }

    /** @throws StartRefusedException the file cannot be read or is not a drawer; the words say why */
    static List<CardProfile> read(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            return parse(stream.readNBytes(BYTES_MAX));
        } catch (IOException e) {
            throw new StartRefusedException("cannot read the cards from the file named", e);
        }
    }

    /** @throws StartRefusedException these are no cards; the words name the card and what is wrong, no value of it */
    static List<CardProfile> parse(byte[] json) {
        try {
            JsonNode list = JSON.readTree(json).path("cards");
            if (!list.isArray() || list.isEmpty() || list.size() > CARDS_MAX) {
                throw new StartRefusedException("cards has to be a list of 1 to " + CARDS_MAX);
            }
            Map<String, CardProfile> cards = new LinkedHashMap<>();
            for (JsonNode node : list) {
                CardProfile card = named(node);
                if (cards.put(card.name(), card) != null) {
                    throw new StartRefusedException("the card " + card.name() + " is there twice");
                }
            }
            return List.copyOf(cards.values());
        } catch (IOException e) {
            throw new StartRefusedException("the cards are not JSON", e);
        }
    }

    private static CardProfile named(JsonNode node) {
        String name = node.path("name").asText("");
        try {
            return card(node);
        } catch (IllegalArgumentException e) {
            String whose = name.matches("[a-z-]{1,40}") ? name : "without a name";
            throw new StartRefusedException("card " + whose + ": " + e.getMessage(), e);
        }
    }

    private static CardProfile card(JsonNode node) {
        known(node, CARD);
        List<ApplicationProfile> applications = new ArrayList<>();
        node.path("applications").forEach(one -> applications.add(application(one)));
        EnumSet<Face> faces = EnumSet.noneOf(Face.class);
        if (node.has("faces")) {
            words(node, "faces").forEach(face -> faces.add(Face.valueOf(face.toUpperCase(Locale.ROOT))));
        } else {
            faces.add(Face.CONTACT);
        }
        return new CardProfile(
                node.path("name").asText(""),
                node.path("shows").asText(""),
                applications,
                faces,
                node.path("directory").asBoolean(true),
                node.path("stepwise").asBoolean(false),
                node.has("stripe") ? Optional.of(new Stripe(node.path("stripe").asText())) : Optional.empty(),
                words(node, "faults").stream().map(Fault::parse).toList());
    }

    private static ApplicationProfile application(JsonNode node) {
        known(node, APPLICATION);
        Scheme scheme = Scheme.valueOf(node.path("scheme").asText("").toUpperCase(Locale.ROOT));
        Holder holder = new Holder(
                new CardNumber(node.path("number").asText("")),
                node.path("sequence").asText("01"),
                node.path("expiry").asText("301231"));
        return new ApplicationProfile(
                scheme,
                node.path("label").asText(scheme.label()),
                Integer.parseInt(node.path("priority").asText("01"), 16),
                holder,
                rules(node),
                authentication(node),
                contactless(node),
                node.path("keyBits").asInt(1024),
                objects(node.path("objects")));
    }

    private static Rules rules(JsonNode node) {
        String behaviour = node.path("behaviour").asText("asks-issuer");
        JsonNode pin = node.path("pin");
        known(pin, Set.of("digits", "tries", "enciphered"));
        return new Rules(
                Behaviour.valueOf(behaviour.toUpperCase(Locale.ROOT).replace('-', '_')),
                node.path("consecutiveMax").asInt(0),
                node.path("issuerInList").asBoolean(false),
                node.path("blocked").asBoolean(false),
                pin.isMissingNode()
                        ? Optional.empty()
                        : Optional.of(new Pin(
                                pin.path("digits").asText(""),
                                pin.path("tries").asInt(3),
                                pin.path("enciphered").asBoolean(false))));
    }

    private static Set<Authentication> authentication(JsonNode node) {
        if (!node.has("authentication")) {
            return Set.of(Authentication.SDA, Authentication.DDA);
        }
        Set<Authentication> all = new HashSet<>();
        words(node, "authentication").forEach(word -> all.add(Authentication.valueOf(word.toUpperCase(Locale.ROOT))));
        return all;
    }

    private static Optional<Contactless> contactless(JsonNode node) {
        return switch (node.path("contactless").asText("")) {
            case "" -> Optional.empty();
            case "card" -> Optional.of(Contactless.CARD);
            case "device" -> Optional.of(Contactless.DEVICE);
            case "stripe" -> Optional.of(Contactless.STRIPE);
            default -> throw new IllegalArgumentException("contactless is card, device or stripe");
        };
    }

    private static Map<Integer, String> objects(JsonNode node) {
        Map<Integer, String> objects = new HashMap<>();
        node.properties().forEach(field -> {
            String digits = field.getValue().asText();
            Bytes.hex(digits);
            objects.put(Integer.parseInt(field.getKey(), 16), digits);
        });
        return objects;
    }

    private static List<String> words(JsonNode node, String field) {
        List<String> words = new ArrayList<>();
        node.path(field).forEach(word -> words.add(word.asText()));
        return words;
    }

    private static void known(JsonNode node, Set<String> fields) {
        node.fieldNames().forEachRemaining(field -> {
            if (!fields.contains(field)) {
                throw new IllegalArgumentException("unknown field");
            }
        });
    }
}
