package dev.tidegate.certification.evidence;

import dev.tidegate.certification.evidence.ScenarioRun.Verdict;
import dev.tidegate.certification.evidence.SignOff.Decision;
import java.util.List;

/** How many of some scenarios ended how, and how many were reviewed. */
record Tally(int passed, int failed, int skipped, int signed, int rejected) {
    static Tally of(List<ScenarioRun> runs, SignOff signOff) {
        return new Tally(
                count(runs, Verdict.PASSED),
                count(runs, Verdict.FAILED),
                count(runs, Verdict.SKIPPED),
                count(runs, signOff, Decision.SIGNED),
                count(runs, signOff, Decision.REJECTED));
    }

    int all() {
        return passed + failed + skipped;
    }

    /** Failed where one failed; nothing is certified where nothing applies. */
    Verdict verdict() {
        return failed > 0 ? Verdict.FAILED : passed > 0 ? Verdict.PASSED : Verdict.SKIPPED;
    }

    String word() {
        return failed > 0 ? "Failed" : passed > 0 ? "Passed" : "Nothing applies";
    }

    String sentence() {
        String applies = passed + " of " + (passed + failed) + " applicable scenarios passed";
        return applies
                + (failed == 0 ? "" : ", " + failed + " failed")
                + (skipped == 0 ? "." : "; " + skipped + " do not apply to this profile.");
    }

    String reviewed() {
        return signed + rejected == 0
                ? "not yet"
                : signed + " of " + all() + " signed off" + (rejected == 0 ? "" : ", " + rejected + " rejected");
    }

    private static int count(List<ScenarioRun> runs, Verdict verdict) {
        return (int) runs.stream().filter(run -> run.verdict() == verdict).count();
    }

    private static int count(List<ScenarioRun> runs, SignOff signOff, Decision decision) {
        return (int) runs.stream()
                .flatMap(run -> signOff.of(run.id()).stream())
                .filter(event -> event.decision() == decision)
                .count();
    }
}
