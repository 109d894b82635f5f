package dev.tidegate.certification;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.tidegate.certification.evidence.PackFacts;
import dev.tidegate.certification.evidence.ScenarioRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where a run becomes evidence: everything that an acquirer gets is made of these two. */
final class Pack {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private record Whole(PackFacts facts, List<ScenarioRun> scenarios) {}

    private Pack() {}

    /**
     * Writes the evidence of one profile's run into a folder.
     *
     * @return the file to begin with
     */
    static Path write(Path folder, PackFacts facts, List<ScenarioRun> runs) {
        try {
            Path file = Files.createDirectories(folder).resolve("certification.json");
            JSON.writeValue(file.toFile(), new Whole(facts, runs));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
