package dev.tidegate.certification.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whether the scenarios find what they are there to find: each broken rule by the scenario that is named with it, each
 * changed field by exactly those that it touches. All of them: {@code ./tidegate certify prove}, some minutes; one of
 * each kind is in the suite.
 */
class ProofTest {
    private static final boolean WHOLE = Boolean.getBoolean("tidegate.proof");
    /** The short form waits for no timer. */
    private static final int SCALE = WHOLE ? ProofRun.DIVIDED : ProofRun.PLAIN;

    @TempDir
    private Path folder;

    private static Stream<BrokenRule> rules() {
        return WHOLE ? EnumSet.allOf(BrokenRule.class).stream() : Stream.of(BrokenRule.TIME_OF_SENDING);
    }

    private static Stream<ProfileChange> changes() {
        return WHOLE
                ? EnumSet.allOf(ProfileChange.class).stream()
                : Stream.of(ProfileChange.AUTHORISATION_OF_AN_ADVICE);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void gateway_withoutARule_failsItsScenario(BrokenRule rule) throws Exception {
        Map<String, String> failures = ProofRun.failures(
                folder, Set.of(rule.caughtBy()), SCALE, List.of(rule.mutation()), UnaryOperator.identity());

        assertThat(failures).containsOnlyKeys(rule.caughtBy());
    }

    @ParameterizedTest
    @MethodSource("changes")
    void profile_withOneOtherField_failsWhatItTouchesAndNothingElse(ProfileChange change) throws Exception {
        Set<String> played = WHOLE ? ProfileChange.PLAYED : Set.of("C06", "E01");
        Map<String, String> failures =
                ProofRun.failures(folder, played, SCALE, List.of(BrokenRule.NO_GOLDEN_CHECK), change::in);

        assertThat(failures.keySet())
                .as("found: %s", failures)
                .containsExactlyInAnyOrderElementsOf(
                        change.found().stream().filter(played::contains).toList());
    }
}
