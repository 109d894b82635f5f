package dev.tidegate.certification.evidence;

import dev.tidegate.certification.evidence.TimeFields.Span;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A file of the pack, before it is written. */
final class PackFile {
    private final String name;
    private final String scenario;
    private final byte[] content;
    private final List<String> spoken;
    private final List<Span> times;

    /**
     * A file.
     *
     * @param name with {@code /} between folders
     * @param scenario whose it is; empty where it is of all
     * @param content UTF-8, but for the PDF
     * @param spoken what it says, as it would be read: of compressed files before they were compressed
     * @param times parts of the text that differ from run to run
     */
    PackFile(String name, String scenario, byte[] content, List<String> spoken, List<Span> times) {
        this.name = name;
        this.scenario = scenario;
        this.content = content;
        this.spoken = List.copyOf(spoken);
        this.times = List.copyOf(times);
    }

    static PackFile of(String name, String scenario, Marked text) {
        return new PackFile(
                name, scenario, text.text().getBytes(StandardCharsets.UTF_8), List.of(text.text()), text.times());
    }

    String name() {
        return name;
    }

    String scenario() {
        return scenario;
    }

    /** Not to be changed. */
    byte[] content() {
        return content;
    }

    List<String> spoken() {
        return spoken;
    }

    List<Span> times() {
        return times;
    }
}
