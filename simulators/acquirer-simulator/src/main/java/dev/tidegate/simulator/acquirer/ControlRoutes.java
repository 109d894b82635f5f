package dev.tidegate.simulator.acquirer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The calls of the control API.
 *
 * <table>
 *   <caption>Calls</caption>
 *   <tr><td>GET /ledger</td><td>every booking, and every tombstone</td></tr>
 *   <tr><td>GET /totals</td><td>the ledger in sums</td></tr>
 *   <tr><td>GET /frames?after=n</td><td>the frames after the n-th, masked</td></tr>
 *   <tr><td>GET, POST, DELETE /rules</td><td>show, add, clear rules</td></tr>
 *   <tr><td>GET, POST /connections</td><td>show the doors, open or close them</td></tr>
 * </table>
 */
final class ControlRoutes {
    private static final Set<String> PATHS = Set.of("/ledger", "/totals", "/frames", "/rules", "/connections");
    private static final Pattern AFTER = Pattern.compile("after=([0-9]{1,18})");

    private final Ledger ledger;
    private final FrameTrace trace;
    private final RuleBook rules;
    private final HostServer host;

    ControlRoutes(Ledger ledger, FrameTrace trace, RuleBook rules, HostServer host) {
        this.ledger = ledger;
        this.trace = trace;
        this.rules = rules;
        this.host = host;
    }

    /**
     * Answers one call.
     *
     * @param query empty without one
     */
    ControlAnswer answer(String method, String path, String query, byte[] body) {
        try {
            return switch (method + " " + path) {
                case "GET /ledger" -> ControlAnswer.ok(LedgerView.of(ledger));
                case "GET /totals" -> ControlAnswer.ok(ledger.totals());
                case "GET /frames" -> ControlAnswer.ok(frames(query));
                case "GET /rules" -> rulesInForce();
                case "POST /rules" -> addRules(body);
                case "DELETE /rules" -> {
                    rules.clear();
                    yield rulesInForce();
                }
                case "GET /connections" -> ControlAnswer.ok(host.standing());
                case "POST /connections" -> doors(body);
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
        long after = 0;
        if (!query.isEmpty()) {
            Matcher given = AFTER.matcher(query);
            if (!given.matches()) {
                throw new BadRequestException("the query may only be after=n");
            }
            after = Long.parseLong(given.group(1));
        }
        List<FrameRecord> frames = trace.after(after);
        return Map.of(
                "frames",
                frames,
                "next",
                frames.isEmpty() ? after : frames.getLast().n());
    }

    private ControlAnswer rulesInForce() {
        return ControlAnswer.ok(
                Map.of("rules", rules.standing().stream().map(RuleView::of).toList()));
    }

    private ControlAnswer addRules(byte[] body) {
        if (!rules.add(RuleReader.rules(read(body)))) {
            throw new BadRequestException("more rules than there may be");
        }
        return rulesInForce();
    }

    private ControlAnswer doors(byte[] body) {
        JsonNode wish = read(body);
        if (wish.size() != 1 || !wish.path("accept").isBoolean()) {
            throw new BadRequestException("expected {\"accept\": true} or {\"accept\": false}");
        }
        if (wish.path("accept").booleanValue()) {
            host.openDoors();
        } else {
            host.closeDoors();
        }
        return ControlAnswer.ok(host.standing());
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
