package dev.tidegate.certification.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Every scenario there is, in the order of their ids, and the dialects.
 *
 * @param sections their titles, by letter
 * @param features what a scenario may need, each in a sentence
 * @param lacks features that the product has at no acquirer yet, each with the sentence that is told
 */
public record Suite(
        Map<String, String> sections,
        Map<String, String> features,
        Map<String, String> lacks,
        Map<String, Dialect> dialects,
        List<Scenario> scenarios) {
    private static final Pattern ID = Pattern.compile("[A-Z][0-9]{2}");
    private static final String DIALECTS = "dialects.yml";
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .addModule(new SimpleModule().addDeserializer(Duration.class, new Span()))
            .build();

    private static final class Span extends StdScalarDeserializer<Duration> {
        private static final long serialVersionUID = 1;

        Span() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try {
                return Duration.parse(parser.getText());
            } catch (DateTimeParseException e) {
                throw JsonMappingException.from(parser, "expected a span such as PT2H");
            }
        }
    }

    private record Dialects(
            @JsonProperty(required = true) Map<String, String> sections,
            @JsonProperty(required = true) Map<String, String> features,
            @JsonProperty(required = true) Map<String, String> lacks,
            @JsonProperty(required = true) Map<String, Dialect> profiles) {}

    /**
     * Reads a folder: {@code dialects.yml} and the scenarios.
     *
     * @throws ScenarioHoleException something in it cannot be meant; nothing of it is used
     */
    public static Suite read(Path folder) {
        Dialects dialects = read(folder.resolve(DIALECTS), Dialects.class);
        List<Scenario> all = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Path file : files(folder)) {
            Scenario one = read(file, Scenario.class);
            check(one, file, dialects);
            if (!ids.add(one.id())) {
                throw hole(file, "id " + one.id() + " is there twice");
            }
            all.add(one);
        }
        return new Suite(
                new TreeMap<>(dialects.sections),
                Map.copyOf(dialects.features),
                Map.copyOf(dialects.lacks),
                new TreeMap<>(dialects.profiles),
                List.copyOf(all));
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yml")
                            && !file.getFileName().toString().equals(DIALECTS))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T read(Path file, Class<T> type) {
        try {
            return YAML.readValue(file.toFile(), type);
        } catch (UnrecognizedPropertyException e) {
            throw hole(
                    file,
                    e,
                    "there is no key " + e.getPropertyName() + " in " + place(e) + "; known are "
                            + new java.util.TreeSet<>(java.util.Objects.requireNonNull(e.getKnownPropertyIds())));
        } catch (JsonMappingException e) {
            throw hole(file, e, place(e) + ": " + e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            throw hole(file, e, e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String place(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex() + 1).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.isEmpty() ? "the file" : path.toString();
    }

    private static void check(Scenario one, Path file, Dialects dialects) {
        if (!ID.matcher(one.id()).matches() || !file.getFileName().toString().equals(one.id() + ".yml")) {
            throw hole(file, "id " + one.id() + " is not the file's name");
        }
        if (!dialects.sections.containsKey(one.section())) {
            throw hole(file, "there is no section " + one.section());
        }
        for (String need : one.needs()) {
            if (!dialects.features.containsKey(need)) {
                throw hole(file, "there is no feature " + need);
            }
        }
        if (!one.alone() && !(one.network().isEmpty() && one.gateway().isEmpty())) {
            throw hole(file, "network and gateway are for a scenario that is alone");
        }
        if (one.drill() != null && !one.steps().isEmpty()) {
            throw hole(file, "a drill has no steps");
        }
        int number = 0;
        for (Scenario.Step step : one.steps()) {
            number++;
            if (step.deeds().size() != 1) {
                throw hole(file, "step " + number + " has not one deed but " + step.deeds());
            }
            if (step.gateway() != null && !one.alone()) {
                throw hole(file, "step " + number + ": only a scenario that is alone may touch the gateway");
            }
        }
        checkNames(one, file, dialects);
    }

    private static void checkNames(Scenario one, Path file, Dialects dialects) {
        List<String> profiles = new ArrayList<>();
        one.steps().forEach(step -> profiles.addAll(step.only()));
        List<Scenario.Message> flow = one.expect().flow() == null
                ? List.of()
                : java.util.Objects.requireNonNull(one.expect().flow());
        for (Scenario.Message message : flow) {
            profiles.addAll(message.only());
            message.fields().values().forEach(value -> profiles.addAll(value.named()));
            if ((message.send() == null) == (message.hear() == null)) {
                throw hole(file, "a message of the flow is either sent or heard");
            }
            if (dialects.profiles.values().stream()
                    .noneMatch(d -> d.kind(message.kind()).isPresent())) {
                throw hole(file, "no dialect has a message " + message.kind());
            }
        }
        profiles.stream()
                .filter(name -> !dialects.profiles.containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw hole(file, "there is no profile " + name);
                });
    }

    private static ScenarioHoleException hole(Path file, String what) {
        return new ScenarioHoleException(file.getFileName().toString(), what);
    }

    private static ScenarioHoleException hole(Path file, JsonProcessingException at, String what) {
        // The exception's own place is that of what was read ahead.
        JsonLocation place =
                at.getProcessor() instanceof JsonParser parser ? parser.currentTokenLocation() : at.getLocation();
        if (place == null) {
            return new ScenarioHoleException(file.getFileName().toString(), what);
        }
        int line = at instanceof UnrecognizedPropertyException unknown
                ? line(file, unknown.getPropertyName(), place.getLineNr())
                : place.getLineNr();
        return new ScenarioHoleException(file.getFileName() + ":" + line, what);
    }

    // The parser has read on behind a key that nobody knows: it stands on the nearest line before.
    private static int line(Path file, String key, int last) {
        try {
            List<String> lines = Files.readAllLines(file);
            for (int i = Math.min(last, lines.size()); i > 0; i--) {
                if (lines.get(i - 1).contains(key + ":")) {
                    return i;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return last;
    }
}
