package dev.tidegate.gateway.profile;

import java.time.Duration;
import java.util.Set;

/**
 * Answers that only say <em>wait</em>: the real one comes later, under the same numbers.
 *
 * @param codes the DE 39 of such an answer, possibly none
 * @param extend from the interim answer on, so long is waited for the next
 * @param max so many of them for one message; a further one is taken as any other answer
 */
public record Interim(Set<String> codes, Duration extend, int max) {
    public Interim {
        codes = Set.copyOf(codes);
    }

    static Interim read(Section top, String key) {
        if (top.isNone(key)) {
            return new Interim(Set.of(), Duration.ZERO, 0);
        }
        Section s = top.section(key);
        Interim interim = new Interim(Set.copyOf(s.words("codes")), s.span("extend"), s.number("max", 1, 100));
        s.end();
        return interim;
    }
}
