package dev.tidegate.certification.evidence;

import dev.tidegate.certification.evidence.ScenarioRun.Check;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which checks are about a field of a message: those that say so, as in "frame 2, field 39". */
final class Abouts {
    private static final Pattern FIELD = Pattern.compile("(?i)\\bframe (\\d+)\\b.*?\\b(?:field|DE) ?(\\d+)\\b.*");

    private Abouts() {}

    /** All that are about fields of a message. */
    static List<Check> of(ScenarioRun run, int frame) {
        return run.checks().stream()
                .filter(check -> {
                    Matcher about = FIELD.matcher(check.about());
                    return about.matches() && Integer.parseInt(about.group(1)) == frame;
                })
                .toList();
    }

    /** The first about a field, one that failed before those that held. */
    static @Nullable Check of(List<Check> checks, int frame, int field) {
        List<Check> found = checks.stream()
                .filter(check -> {
                    Matcher about = FIELD.matcher(check.about());
                    return about.matches()
                            && Integer.parseInt(about.group(1)) == frame
                            && Integer.parseInt(about.group(2)) == field;
                })
                .toList();
        return found.stream()
                .filter(check -> !check.held())
                .findFirst()
                .orElse(found.isEmpty() ? null : found.getFirst());
    }
}
