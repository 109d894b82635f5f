package dev.tidegate.certification.evidence;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What reviewers said of a run, as the gateway's page exports it: every word of it, the oldest first, changes of mind
 * among them.
 *
 * @param run which records were reviewed: {@code run} of {@code pack.json}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SignOff(String run, List<Event> events) {
    static final int EVENTS_MAX = 10_000;
    static final int NOTE_MAX = 500;

    public SignOff {
        events = List.copyOf(events);
        if (events.size() > EVENTS_MAX) {
            throw new IllegalArgumentException("more than " + EVENTS_MAX + " events");
        }
    }

    /** What a reviewer said. */
    public enum Decision {
        SIGNED,
        REJECTED
    }

    /**
     * One decision on one scenario.
     *
     * @param note a sentence; may be empty where it was signed
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Event(long n, Instant at, String scenario, Decision decision, String reviewer, String note) {
        public Event {
            if (note.length() > NOTE_MAX) {
                throw new IllegalArgumentException("a note of more than " + NOTE_MAX + " characters");
            }
        }
    }

    /** Nobody has said anything. */
    static SignOff none() {
        return new SignOff("", List.of());
    }

    /** What counts of a scenario: the last word. */
    Optional<Event> of(String scenario) {
        return events.stream()
                .filter(event -> event.scenario().equals(scenario))
                .max(Comparator.comparing(Event::n));
    }
}
