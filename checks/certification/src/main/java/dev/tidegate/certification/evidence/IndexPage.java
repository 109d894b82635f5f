package dev.tidegate.certification.evidence;

import dev.tidegate.certification.evidence.ScenarioRun.Verdict;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The first page: what was certified, what came of it, and a row for each scenario. */
final class IndexPage {
    static final String NAME = "index.html";
    static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final PackFacts facts;
    private final List<ScenarioRun> runs;
    private final SignOff signOff;
    private final Tally all;

    IndexPage(PackFacts facts, List<ScenarioRun> runs, SignOff signOff) {
        this.facts = facts;
        this.runs = runs;
        this.signOff = signOff;
        this.all = Tally.of(runs, signOff);
    }

    PackFile file(String run) {
        Html html = Sheet.begin(TimeFields.general(), "Certification evidence: " + facts.profile());
        html.raw("<header>\n<div class=\"top\"><span>Certification evidence</span></div>\n")
                .element("h1", "", facts.profile())
                .raw("<div class=\"sheet verdict " + Sheet.css(all.verdict()) + "\">\n")
                .raw(Sheet.mark(Sheet.css(all.verdict()), all.word()))
                .element("p", "", all.sentence())
                .raw("</div>\n</header>\n<main>\n");
        facts(html, run);
        counts(html);
        sections().forEach((section, scenarios) -> section(html, section, scenarios));
        files(html);
        return Sheet.end(html.raw("</main>\n")).file(NAME, "");
    }

    private void facts(Html html, String run) {
        html.raw("<section class=\"sheet\" aria-labelledby=\"facts\">\n<h2 id=\"facts\">What was certified</h2>\n"
                + "<dl class=\"facts\">\n");
        fact(html, "Product", facts.product(), "");
        fact(html, "Commit", facts.commit(), "mono");
        fact(html, "Host", facts.host(), "");
        fact(html, "Zone of the terminals", facts.zone(), "");
        fact(html, "Timers divided by", facts.timeScale() == 1 ? "1, as in production" : "" + facts.timeScale(), "");
        html.raw("<div><dt>Begun</dt><dd>")
                .time(MINUTE.format(facts.startedAt()))
                .raw("</dd></div>\n");
        fact(html, "Reviewed", all.reviewed(), "");
        fact(html, "Profile, SHA-256", facts.profileDigest(), "mono");
        html.raw("<div><dt>Records, SHA-256</dt><dd class=\"mono\">").time(run).raw("</dd></div>\n</dl>\n</section>\n");
    }

    private static void fact(Html html, String name, String value, String look) {
        html.raw("<div>")
                .element("dt", "", name)
                .element("dd", look.isEmpty() ? "" : "class=\"" + look + "\"", value)
                .raw("</div>\n");
    }

    private void counts(Html html) {
        html.raw("<section class=\"sheet\" aria-labelledby=\"counts\">\n<h2 id=\"counts\">By section</h2>\n"
                + "<div class=\"scroll\" tabindex=\"0\"><table class=\"counts\">\n"
                + "<thead><tr><th scope=\"col\">Section</th>"
                + "<th scope=\"col\" class=\"share\">Share</th>"
                + "<th scope=\"col\" class=\"number\">Passed</th><th scope=\"col\" class=\"number\">Failed</th>"
                + "<th scope=\"col\" class=\"number\">Not applicable</th></tr></thead>\n<tbody>\n");
        sections().forEach((section, scenarios) -> {
            Tally tally = Tally.of(scenarios, signOff);
            html.raw("<tr><th scope=\"row\"><a href=\"#" + anchor(scenarios) + "\">")
                    .text(section)
                    .raw("</a></th><td class=\"share\">" + bar(tally) + "</td>");
            for (int count : new int[] {tally.passed(), tally.failed(), tally.skipped()}) {
                html.raw("<td class=\"number\">" + count + "</td>");
            }
            html.raw("</tr>\n");
        });
        html.raw("</tbody>\n</table></div>\n</section>\n");
    }

    private static String bar(Tally tally) {
        return "<div class=\"bar\" aria-hidden=\"true\">" + part("p", tally.passed(), tally.all())
                + part("f", tally.failed(), tally.all()) + part("s", tally.skipped(), tally.all()) + "</div>";
    }

    private static String part(String look, int count, int of) {
        return count == 0
                ? ""
                : "<i class=\"" + look + "\" style=\"width:" + String.format(Locale.ROOT, "%.2f", 100.0 * count / of)
                        + "%\"></i>";
    }

    private void section(Html html, String section, List<ScenarioRun> scenarios) {
        String anchor = anchor(scenarios);
        html.raw("<section class=\"sheet\" aria-labelledby=\"" + anchor + "\">\n")
                .element("h2", "id=\"" + anchor + "\"", section)
                .raw("<table class=\"list\">\n<thead><tr><th scope=\"col\">Id</th>"
                        + "<th scope=\"col\" class=\"title\">Scenario</th><th scope=\"col\">Verdict</th>"
                        + "<th scope=\"col\">Review</th></tr></thead>\n<tbody>\n");
        scenarios.forEach(run -> row(html, run));
        html.raw("</tbody>\n</table>\n</section>\n");
    }

    private void row(Html html, ScenarioRun run) {
        String link = "<a href=\"" + RecordFiles.page(run.id()) + "\">";
        html.raw("<tr" + (run.verdict() == Verdict.FAILED ? " class=\"failed\"" : "") + "><th scope=\"row\">" + link)
                .text(run.id())
                .raw("</a></th><td class=\"title\">" + link)
                .text(run.title())
                .raw("</a>");
        if (!run.because().isEmpty()) {
            html.raw("<div class=\"because\">")
                    .text(run.because(), TimeFields.of(run).in(run.because()))
                    .raw("</div>");
        }
        html.raw("</td><td>" + Sheet.mark(run.verdict()) + "</td><td class=\"small\">");
        review(html, signOff, run.id());
        html.raw("</td></tr>\n");
    }

    static void review(Html html, SignOff signOff, String scenario) {
        signOff.of(scenario)
                .ifPresentOrElse(
                        event -> html.raw(
                                        event.decision() == SignOff.Decision.SIGNED
                                                ? Sheet.mark("passed", "Signed off")
                                                : Sheet.mark("failed", "Rejected"))
                                .raw("<div class=\"because\">")
                                .text(event.reviewer() + ", ")
                                .text(MINUTE.format(event.at()))
                                .raw("</div>")
                                .raw(event.note().isEmpty() ? "" : "<div>")
                                .text(event.note())
                                .raw(event.note().isEmpty() ? "" : "</div>"),
                        () -> html.raw("<span class=\"quiet\">Not reviewed</span>"));
    }

    private void files(Html html) {
        html.raw("<section class=\"sheet\" aria-labelledby=\"files\">\n<h2 id=\"files\">The same in other forms</h2>\n"
                + "<ul class=\"files\">\n<li><a href=\"evidence.pdf\">PDF</a></li>\n"
                + "<li><a href=\"" + MatrixFile.NAME + "\">Matrix, CSV</a></li>\n"
                + "<li><a href=\"" + JUnitFile.NAME + "\">JUnit XML</a></li>\n"
                + "<li><a href=\"" + RecordFiles.PACK + "\">Records, JSON</a></li>\n"
                + "<li><a href=\"" + Manifest.NAME + "\">Manifest</a> and"
                + " <a href=\"" + Manifest.SIGNATURE + "\">signature</a></li>\n"
                + "<li><a href=\"" + EvidencePack.TIMES + "\">Time fields</a></li>\n</ul>\n</section>\n"
                + "<footer><p>Of a card at most the last four digits are shown; the pack was searched for card numbers"
                + " before it was written. The manifest names every file by its SHA-256 and is signed with Ed25519:"
                + " <code class=\"mono\">./tidegate certify --verify FOLDER</code>.</p></footer>\n");
    }

    private Map<String, List<ScenarioRun>> sections() {
        return runs.stream()
                .collect(Collectors.groupingBy(ScenarioRun::section, LinkedHashMap::new, Collectors.toList()));
    }

    private static String anchor(List<ScenarioRun> scenarios) {
        return "section-" + scenarios.getFirst().id().charAt(0);
    }
}
