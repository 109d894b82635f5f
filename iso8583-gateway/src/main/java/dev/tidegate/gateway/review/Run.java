package dev.tidegate.gateway.review;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A certification run, as its {@code pack.json} says it.
 *
 * @param run SHA-256 of its records, in hex: what is signed off
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Run(String run, Facts facts, List<Scenario> scenarios) {
    static final int SCENARIOS_MAX = 1_000;

    private static final Pattern ID = Pattern.compile("[A-Z][0-9]{2}[a-z]?");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    public Run {
        scenarios = List.copyOf(scenarios);
        if (!DIGEST.matcher(run).matches()
                || scenarios.size() > SCENARIOS_MAX
                || !scenarios.stream().allMatch(each -> ID.matcher(each.id()).matches())) {
            throw new IllegalArgumentException("no record of a certification run");
        }
    }

    /** What was certified. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Facts(String product, String commit, String profile, String host, String startedAt) {}

    /** @param verdict PASSED, FAILED or SKIPPED */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Scenario(String id, String section, String title, String verdict, String because) {}

    /** Whether it has a scenario. */
    public boolean has(String scenario) {
        return scenarios.stream().anyMatch(each -> each.id().equals(scenario));
    }
}
