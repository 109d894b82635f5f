package dev.tidegate.simulator.acquirer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.simulator.acquirer.books.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The calls of the control API.
 *
 * <table>
 *   <caption>Calls</caption>
 *   <tr><td>GET /ledger</td><td>every booking, and every tombstone</td></tr>
 *   <tr><td>GET /totals</td><td>the ledger in sums</td></tr>
 *   <tr><td>GET /books</td><td>the same by terminal, business date and batch</td></tr>
 *   <tr><td>GET /batches, POST /batches</td><td>the open batches and the business date, another number</td></tr>
 *   <tr><td>GET /frames?after=n</td><td>the frames after the n-th, masked</td></tr>
 *   <tr><td>GET /frames.jsonl?after=n</td><td>the same, a line each</td></tr>
 *   <tr><td>GET, POST, DELETE /rules</td><td>show, add, clear rules</td></tr>
 *   <tr><td>GET, POST /connections</td><td>show the doors, open or close them</td></tr>
 *   <tr><td>POST /tell</td><td>sends network messages that nobody asked for</td></tr>
 *   <tr><td>GET /keys</td><td>check values of the keys in use</td></tr>
 *   <tr><td>POST /certificate</td><td>shows another certificate</td></tr>
 * </table>
 */
final class ControlRoutes {
    static final Set<String> PATHS = Set.of(
            "/ledger",
            "/totals",
            "/books",
            "/batches",
            "/frames",
            "/frames.jsonl",
            "/rules",
            "/connections",
            "/tell",
            "/keys",
            "/certificate");
    private static final Pattern AFTER = Pattern.compile("after=([0-9]{1,18})");

    private final LedgerRoutes ledger;
    private final LineRoutes line;
    private final FrameTrace trace;
    private final RuleBook rules;
    private final RuleReader reader;

    ControlRoutes(LedgerRoutes ledger, LineRoutes line, FrameTrace trace, RuleBook rules, RuleReader reader) {
        this.ledger = ledger;
        this.line = line;
        this.trace = trace;
        this.rules = rules;
        this.reader = reader;
    }

    /**
     * Answers one call.
     *
     * @param query empty without one
     */
    ControlAnswer answer(String method, String path, String query, byte[] body) {
        try {
            return switch (method + " " + path) {
                case "GET /ledger" -> ledger.entries();
                case "GET /totals" -> ledger.totals();
                case "GET /books" -> ledger.books();
                case "GET /batches" -> ledger.batches();
                case "POST /batches" -> ledger.renumber(read(body));
                case "GET /frames" -> ControlAnswer.ok(frames(query));
                case "GET /frames.jsonl" -> ControlAnswer.lines(lines(query));
                case "GET /rules" -> rulesInForce();
                case "POST /rules" -> addRules(body);
                case "DELETE /rules" -> {
                    rules.clear();
                    yield rulesInForce();
                }
                case "GET /connections" -> line.connections();
                case "POST /connections" -> line.doors(read(body));
                case "POST /tell" -> line.tell(read(body));
                case "GET /keys" -> line.keys();
                case "POST /certificate" -> line.certificate(read(body));
                default ->
                    PATHS.contains(path)
                            ? ControlAnswer.error(405, "this path has no such method")
                            : ControlAnswer.error(404, "no such path");
            };
        } catch (BadRequestException fault) {
            return ControlAnswer.error(400, String.valueOf(fault.getMessage()));
        }
    }

    private Map<String, Object> frames(String query) {
        long after = after(query);
        List<FrameRecord> frames = trace.after(after, FrameTrace.PAGE_FRAMES_MAX);
        return Map.of(
                "frames",
                frames,
                "next",
                frames.isEmpty() ? after : frames.getLast().n());
    }

    private String lines(String query) {
        return trace.after(after(query), FrameTrace.FRAMES_MAX).stream()
                .map(FrameFile::line)
                .collect(Collectors.joining());
    }

    private static long after(String query) {
        if (query.isEmpty()) {
            return 0;
        }
        Matcher given = AFTER.matcher(query);
        if (!given.matches()) {
            throw new BadRequestException("the query may only be after=n");
        }
        return Long.parseLong(given.group(1));
    }

    private ControlAnswer rulesInForce() {
        return ControlAnswer.ok(
                Map.of("rules", rules.standing().stream().map(RuleView::of).toList()));
    }

    private ControlAnswer addRules(byte[] body) {
        if (!rules.add(reader.rules(read(body)))) {
            throw new BadRequestException("more rules than there may be");
        }
        return rulesInForce();
    }

    private static JsonNode read(byte[] body) {
        try {
            JsonNode tree = Json.MAPPER.readTree(body);
            if (tree == null || tree.isMissingNode()) {
                throw new BadRequestException("expected a JSON body");
            }
            return tree;
        } catch (IOException malformed) {
            throw new BadRequestException("the body is not JSON");
        }
    }
}
