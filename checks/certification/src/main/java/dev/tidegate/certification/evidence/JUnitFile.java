package dev.tidegate.certification.evidence;

import dev.tidegate.certification.evidence.ScenarioRun.Verdict;
import java.util.List;
import java.util.function.Predicate;

/** The verdicts as JUnit XML, as build servers read it: a suite of the profile, a case each scenario. */
final class JUnitFile {
    static final String NAME = "junit.xml";

    private JUnitFile() {}

    static PackFile of(PackFacts facts, List<ScenarioRun> runs) {
        Html xml = new Html(TimeFields.general());
        xml.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"certification ")
                .text(facts.profile())
                .raw("\" tests=\"" + runs.size() + "\" failures=\"" + count(runs, Verdict.FAILED) + "\" errors=\"0\""
                        + " skipped=\"" + count(runs, Verdict.SKIPPED) + "\" timestamp=\"")
                .time(facts.startedAt().toString())
                .raw("\">\n");
        for (ScenarioRun run : runs) {
            testCase(new Of(xml, TimeFields.of(run)), run);
        }
        return xml.raw("</testsuite>\n").file(NAME, "");
    }

    private record Of(Html xml, TimeFields times) {
        Of text(String text) {
            xml.text(text, times.in(text));
            return this;
        }

        Of raw(String markup) {
            xml.raw(markup);
            return this;
        }
    }

    private static void testCase(Of xml, ScenarioRun run) {
        xml.raw("  <testcase classname=\"")
                .text(run.section())
                .raw("\" name=\"")
                .text(run.id() + " " + run.title())
                .raw("\"");
        switch (run.verdict()) {
            case PASSED -> xml.raw("/>\n");
            case FAILED -> because(xml, "failure", run);
            case SKIPPED -> because(xml, "skipped", run);
        }
    }

    private static void because(Of xml, String element, ScenarioRun run) {
        xml.raw(">\n    <" + element + " message=\"").text(run.because()).raw("\"/>\n  </testcase>\n");
    }

    private static long count(List<ScenarioRun> runs, Verdict verdict) {
        return runs.stream()
                .map(ScenarioRun::verdict)
                .filter(Predicate.isEqual(verdict))
                .count();
    }
}
