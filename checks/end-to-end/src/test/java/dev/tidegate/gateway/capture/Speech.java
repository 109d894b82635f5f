package dev.tidegate.gateway.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.profile.ProfileReader;
import dev.tidegate.house.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The dialects that gateway and simulator both speak. */
enum Speech {
    ISO_87("iso87-generic", ""),
    ELAVON("elavon-like", " --mac fields --mac-key " + Speech.MAC_KEY),
    IFSF("ifsf-like", "");

    /** Of the simulator's published test keys: for single DES. */
    static final String MAC_KEY = "1C3BF74C70E9135D";

    private static final YAMLMapper YAML = new YAMLMapper();
    /** Minutes of a real line, played in parts of a second. */
    private static final Map<String, String> TIMERS = Map.ofEntries(
            Map.entry("GATEWAY_LIVE_TIMER", "PT1.5S"),
            Map.entry("GATEWAY_ADVICE_TIMER", "PT1.5S"),
            Map.entry("GATEWAY_DEFERRED_TIMER", "PT1.5S"),
            Map.entry("GATEWAY_REVERSAL_TIMER", "PT1.5S"),
            Map.entry("GATEWAY_LANE_WAIT", "PT8S"),
            Map.entry("GATEWAY_HOST_TIMER", "PT0.1S"),
            Map.entry("GATEWAY_INTERIM_EXTEND", "PT1S"),
            Map.entry("GATEWAY_REPEAT_FIRST", "PT0.02S"),
            Map.entry("GATEWAY_REVERSAL_FIRST", "PT0.02S"),
            Map.entry("GATEWAY_REPEAT_MOST", "PT0.02S"),
            Map.entry("GATEWAY_RETRY_FIRST", "PT0.02S"),
            Map.entry("GATEWAY_RETRY_MOST", "PT0.02S"),
            Map.entry("GATEWAY_ECHO_INTERVAL", "PT0.5S"),
            Map.entry("GATEWAY_ECHO_LEAST", "PT0.5S"),
            Map.entry("GATEWAY_RECONNECT_FIRST", "PT0.01S"),
            Map.entry("GATEWAY_RECONNECT_MOST", "PT0.05S"));

    private final String dialect;
    private final String options;

    Speech(String dialect, String options) {
        this.dialect = dialect;
        this.options = options;
    }

    /** How the simulator is started. */
    List<String> options() {
        return List.of(("--dialect " + dialect + options).split(" "));
    }

    boolean is1993() {
        return this != ISO_87;
    }

    /** Type and function of each network message that it hears from us, with our answer's code. */
    Set<String> network() {
        return switch (this) {
            // Nobody has agreed on a key: a new one is refused.
            case ISO_87 -> Set.of("0800 001", "0800 301", "0810 301 00", "0810 101 96");
            // There is no sign-on.
            case ELAVON -> Set.of("1804 831", "1814 831 800", "1814 811 909");
            case IFSF -> Set.of("1820 801", "1820 831", "1830 831 800", "1830 811 909");
        };
    }

    /** A message type of 1987 as this one writes it. */
    String type(String of1987) {
        return (is1993() ? "1" : "0") + of1987.substring(1);
    }

    /** The profile that is shipped, with quick timers. */
    Profile shipped() {
        return ProfileReader.read(folder(), TIMERS::get);
    }

    /**
     * The profile with other values.
     *
     * @param edits a path such as {@code /messages/sale/request}, and what shall stand there; null for nothing
     */
    Profile edited(Path into, Map<String, String> edits) {
        try {
            ObjectNode profile =
                    (ObjectNode) YAML.readTree(folder().resolve("profile.yml").toFile());
            edits.forEach((path, value) -> put(profile, path, value));
            Files.createDirectories(into);
            YAML.writeValue(into.resolve("profile.yml").toFile(), profile);
            Files.copy(folder().resolve("packager.xml"), into.resolve("packager.xml"));
            return ProfileReader.read(into, TIMERS::get);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(ObjectNode profile, String path, String value) {
        int at = path.lastIndexOf('/');
        if (path.startsWith("/capture/") && !profile.has("capture")) {
            profile.set("capture", capture());
        }
        JsonNode parent = profile.at(path.substring(0, at));
        if (!(parent instanceof ObjectNode object)) {
            throw new AssertionError("the profile has no " + path);
        }
        String key = path.substring(at + 1);
        if (value.isEmpty()) {
            object.remove(key);
        } else if (value.equals("true") || value.equals("false")) {
            object.put(key, Boolean.parseBoolean(value));
        } else {
            object.put(key, value);
        }
    }

    /** What a profile without such a section goes by. */
    private static ObjectNode capture() {
        ObjectNode rules = YAML.createObjectNode();
        rules.put("voidAfterOffer", "refused").put("tillSilentAfter", "PT1M");
        rules.putObject("rate").put("perSecond", 1000).put("burst", 1000);
        return rules;
    }

    private Path folder() {
        return Project.folder().resolve("config/acquirers").resolve(dialect);
    }
}
