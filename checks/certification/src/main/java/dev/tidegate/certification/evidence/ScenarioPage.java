package dev.tidegate.certification.evidence;

import dev.tidegate.certification.evidence.ScenarioRun.Check;
import dev.tidegate.certification.evidence.ScenarioRun.FieldSeen;
import dev.tidegate.certification.evidence.ScenarioRun.FrameSeen;
import dev.tidegate.certification.evidence.ScenarioRun.Standing;
import dev.tidegate.certification.evidence.ScenarioRun.Verdict;
import dev.tidegate.certification.evidence.TimeFields.Span;
import java.util.List;

/** A scenario on one page, in the order in which a reviewer asks. */
final class ScenarioPage {
    private final ScenarioRun run;
    private final TimeFields times;
    private final Html html;

    private ScenarioPage(ScenarioRun run) {
        this.run = run;
        this.times = TimeFields.of(run);
        this.html = Sheet.begin(times, run.id() + " " + run.title());
    }

    /** @param at the scenario's place among the runs, for the links to its neighbours */
    static PackFile of(List<ScenarioRun> runs, int at, SignOff signOff) {
        ScenarioRun run = runs.get(at);
        ScenarioPage page = new ScenarioPage(run);
        page.head(
                at > 0 ? runs.get(at - 1).id() : "",
                at + 1 < runs.size() ? runs.get(at + 1).id() : "",
                signOff);
        page.body();
        return Sheet.end(page.html.raw("</main>\n")).file(RecordFiles.page(run.id()), run.id());
    }

    private void head(String previous, String next, SignOff signOff) {
        html.raw("<header>\n<div class=\"top\"><span>")
                .text(run.section())
                .raw("</span><nav aria-label=\"Scenarios\">");
        link(previous, "‹ ", "");
        html.raw("<a href=\"../" + IndexPage.NAME + "\">All scenarios</a>");
        link(next, "", " ›");
        html.raw("</nav></div>\n")
                .element("h1", "", run.id() + " " + run.title())
                .element("p", "class=\"quiet\"", run.proves())
                .raw("<div class=\"sheet verdict " + Sheet.css(run.verdict()) + "\">")
                .raw(Sheet.mark(run.verdict()));
        if (!run.because().isEmpty()) {
            html.element("p", "", run.because());
        } else {
            html.element(
                    "p",
                    "",
                    run.checks().size() + " checks held, " + run.frames().size() + " messages.");
        }
        html.raw("</div>\n");
        if (signOff.of(run.id()).isPresent()) {
            html.raw("<div class=\"sheet\"><h2>Review</h2>");
            IndexPage.review(html, signOff, run.id());
            html.raw("</div>\n");
        }
        html.raw("</header>\n<main>\n");
    }

    private void link(String id, String before, String after) {
        if (!id.isEmpty()) {
            html.raw("<a href=\"" + id + ".html\">" + before).text(id).raw(after + "</a>");
        }
    }

    private void body() {
        if (!run.preconditions().isEmpty()) {
            section("Arranged before");
            html.raw("<ul>");
            run.preconditions().forEach(each -> html.element("li", "", each));
            html.raw("</ul>").raw("</section>\n");
        }
        steps();
        if (!run.frames().isEmpty()) {
            section("On the line");
            html.raw("<div class=\"ladder scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Messages in order\">");
            Ladder.draw(html, run.frames());
            html.raw("</div>");
            elided();
            html.raw("</section>\n");
        }
        checks();
        frames();
        if (run.verdict() != Verdict.SKIPPED) {
            books();
        }
        moves();
        slips();
    }

    private void section(String title) {
        html.raw("<section class=\"sheet\">\n").element("h2", "", title);
    }

    private void elided() {
        if (run.frames().size() > Ladder.FRAMES_MAX) {
            html.raw("<p class=\"quiet\">The first " + Ladder.FRAMES_MAX + " of ")
                    .time("" + run.frames().size())
                    .raw(" messages; the <a href=\"" + run.id() + ".json\">record</a> has them all.</p>");
        }
    }

    private void table(String... columns) {
        table("", columns);
    }

    private void fields(String... columns) {
        table(" class=\"fields\"", columns);
    }

    private void table(String look, String[] columns) {
        html.raw("<div class=\"scroll\" tabindex=\"0\"><table" + look + ">\n<thead><tr>");
        for (String column : columns) {
            html.element("th", "scope=\"col\"", column);
        }
        html.raw("</tr></thead>\n<tbody>\n");
    }

    private void endTable() {
        html.raw("</tbody>\n</table></div>\n");
    }

    private void steps() {
        if (run.steps().isEmpty()) {
            return;
        }
        section("Steps");
        table("No.", "Who", "What happened", "The cashier sees");
        for (ScenarioRun.StepSeen step : run.steps()) {
            html.raw("<tr><th scope=\"row\">" + step.number() + "</th>")
                    .element("td", "class=\"who\"", step.who())
                    .element("td", "", step.what())
                    .raw("<td>");
            if (!step.display().isEmpty()) {
                html.element("span", "class=\"display\"", step.display());
            }
            html.raw("</td></tr>\n");
        }
        endTable();
        html.raw("</section>\n");
    }

    private void checks() {
        if (run.checks().isEmpty()) {
            return;
        }
        section("Expected and seen");
        table("Verdict", "About", "Expected", "Seen");
        for (Check check : run.checks()) {
            html.raw(check.held() ? "<tr>" : "<tr class=\"failed\">")
                    .raw("<td>" + held(check) + "</td>")
                    .element("td", "", check.about());
            for (String value : List.of(check.expected(), check.seen())) {
                html.raw("<td class=\"mono\">")
                        .text(value, check.isTime() ? List.of(new Span(0, value.length())) : times.in(value))
                        .raw("</td>");
            }
            html.raw("</tr>\n");
        }
        endTable();
        html.raw("</section>\n");
    }

    private static String held(Check check) {
        return check.held() ? Sheet.mark("passed", "Held") : Sheet.mark("failed", "Failed");
    }

    private void frames() {
        if (run.frames().isEmpty()) {
            return;
        }
        section("Messages, field by field");
        run.frames().stream().limit(Ladder.FRAMES_MAX).forEach(this::frame);
        html.raw("</section>\n");
    }

    private void frame(FrameSeen frame) {
        html.raw("<article class=\"frame\">\n<h3>")
                .text(frame.number() + ". " + frame.mti() + " " + MessageWords.of(frame.mti()))
                .raw("<span>" + (frame.fromGateway() ? "gateway to host" : "host to gateway") + ", ")
                .time(MessageWords.since(frame.micros()))
                .raw("</span></h3>\n<div class=\"split\">\n");
        List<Check> about = Abouts.of(run, frame.number());
        if (frame.fields().isEmpty()) {
            html.raw("<p class=\"quiet\">No field of it could be read.</p>");
        } else if (about.isEmpty()) {
            fields("DE", "Name", "Value");
        } else {
            fields("DE", "Name", "Expected", "Seen", "Verdict");
        }
        frame.fields().forEach(field -> field(field, frame, about));
        if (!frame.fields().isEmpty()) {
            endTable();
        }
        html.raw("<pre class=\"hex mono\" tabindex=\"0\" role=\"region\" aria-label=\"Bytes of message "
                + frame.number() + "\">");
        for (HexRows.Row row : HexRows.of(frame.hex(), TimeFields.inHex(frame))) {
            html.raw("<b>" + row.offset() + "</b>")
                    .text(row.text(), row.spans())
                    .raw("\n");
        }
        html.raw("</pre>\n</div>\n</article>\n");
    }

    private void field(FieldSeen field, FrameSeen frame, List<Check> about) {
        Check check = Abouts.of(about, frame.number(), field.number());
        html.raw(check == null || check.held() ? "<tr>" : "<tr class=\"failed\">")
                .raw("<th scope=\"row\">" + field.number() + "</th>")
                .element("td", "class=\"name\"", field.name());
        if (!about.isEmpty()) {
            value(check == null ? "" : check.expected(), check != null && check.isTime());
        }
        value(ChipWords.of(field), field.isTime());
        if (!about.isEmpty()) {
            html.raw("<td>" + (check == null ? "" : held(check)) + "</td>");
        }
        html.raw("</tr>\n");
    }

    private void value(String value, boolean isTime) {
        html.raw("<td class=\"mono\">")
                .text(value, isTime ? List.of(new Span(0, value.length())) : times.in(value))
                .raw("</td>");
    }

    private void books() {
        section("The acquirer’s books");
        html.raw("<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr><th scope=\"col\">Entries</th>"
                + "<th scope=\"col\" class=\"number\">Before</th>"
                + "<th scope=\"col\" class=\"number\">After</th></tr></thead>"
                + "<tbody>\n");
        Standing before = run.before();
        Standing after = run.after();
        amounts("Sales", before.sales(), after.sales(), before.salesAmount(), after.salesAmount());
        amounts("Refunds", before.refunds(), after.refunds(), before.refundsAmount(), after.refundsAmount());
        row("Reversed", "" + before.reversed(), "" + after.reversed());
        endTable();
        html.raw("<div class=\"columns\">");
        entries("Entries before", before.rows());
        entries("Entries after", after.rows());
        html.raw("</div></section>\n");
    }

    private void amounts(String name, int before, int after, long amountBefore, long amountAfter) {
        row(name, before + " · " + MessageWords.money(amountBefore), after + " · " + MessageWords.money(amountAfter));
    }

    private void row(String name, String before, String after) {
        html.raw("<tr>")
                .element("th", "scope=\"row\"", name)
                .element("td", "class=\"number\"", before)
                .element("td", "class=\"number\"", after)
                .raw("</tr>\n");
    }

    private void entries(String title, List<String> rows) {
        html.raw("<div>").element("h3", "", title);
        if (rows.isEmpty()) {
            html.raw("<p class=\"quiet\">None.</p>");
        } else {
            html.raw("<ul class=\"entries mono\">");
            rows.forEach(each -> html.element("li", "", each));
            html.raw("</ul>");
        }
        html.raw("</div>");
    }

    private void moves() {
        if (run.moves().isEmpty()) {
            return;
        }
        section("States of the payment");
        table("Payment", "From", "To", "Why", "After");
        for (ScenarioRun.Move move : run.moves()) {
            html.raw("<tr>")
                    .element("td", "class=\"mono\"", move.payment())
                    .element("td", "class=\"mono\"", move.from())
                    .element("td", "class=\"mono\"", move.to())
                    .element("td", "", move.why())
                    .raw("<td class=\"number\">")
                    .time(MessageWords.since(move.micros()))
                    .raw("</td></tr>\n");
        }
        endTable();
        html.raw("</section>\n");
    }

    private void slips() {
        if (run.slips().isEmpty()) {
            return;
        }
        section("Slips");
        html.raw("<div class=\"slips\">\n");
        for (ScenarioRun.Slip slip : run.slips()) {
            html.raw("<figure class=\"slip\">")
                    .element("figcaption", "", slip.copy())
                    .raw("<pre class=\"mono\">");
            slip.lines().forEach(line -> html.text(line).raw("\n"));
            html.raw("</pre></figure>\n");
        }
        html.raw("</div>\n</section>\n");
    }
}
