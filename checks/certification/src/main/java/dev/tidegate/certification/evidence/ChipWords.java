package dev.tidegate.certification.evidence;

import dev.tidegate.certification.evidence.ScenarioRun.FieldSeen;
import java.util.stream.Collectors;

/** A field's value for people: of DE 55 a line for each tag, its value in groups of four bytes. */
final class ChipWords {
    private static final int CHIP = 55;

    private ChipWords() {}

    static String of(FieldSeen field) {
        return field.number() != CHIP
                ? field.value()
                : TlvValues.of(field.value())
                        .map(values -> values.stream()
                                .map(value -> value.tag() + "  " + grouped(value.hex()))
                                .collect(Collectors.joining("\n")))
                        .orElse(field.value());
    }

    // A card's number is never in such groups: what looks like one is chance.
    private static String grouped(String hex) {
        return hex.replaceAll("(.{8})(?=.)", "$1 ");
    }
}
