package dev.tidegate.simulator.network;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The calls of the control API: {@code GET /links} shows them all, {@code POST /links/NAME} sets one's mode. */
final class ControlRoutes {
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String LINKS = "/links";

    private final List<Link> links;

    ControlRoutes(List<Link> links) {
        this.links = List.copyOf(links);
    }

    /** Answers one call; the mode is in force when it returns. */
    ControlAnswer answer(String method, String path, byte[] body) {
        try {
            if (path.equals(LINKS)) {
                return method.equals("GET") ? all() : ControlAnswer.error(405, "links are only shown here");
            }
            Optional<Link> named = links.stream()
                    .filter(link -> path.equals(LINKS + "/" + link.name()))
                    .findFirst();
            if (named.isEmpty()) {
                return ControlAnswer.error(404, "no such path, or no link of this name");
            }
            Link link = named.get();
            return switch (method) {
                case "GET" -> ControlAnswer.ok(view(link));
                case "POST" -> {
                    link.set(ModeJson.read(read(body)));
                    yield ControlAnswer.ok(view(link));
                }
                default -> ControlAnswer.error(405, "a link is shown or set");
            };
        } catch (BadRequestException fault) {
            return ControlAnswer.error(400, String.valueOf(fault.getMessage()));
        } catch (LinkBrokenException broken) {
            return ControlAnswer.error(500, String.valueOf(broken.getMessage()));
        }
    }

    private ControlAnswer all() {
        return ControlAnswer.ok(
                Map.of("links", links.stream().map(ControlRoutes::view).toList()));
    }

    private static Map<String, Object> view(Link link) {
        LinkStanding standing = link.standing();
        var view = new LinkedHashMap<String, Object>();
        view.put("name", standing.spec().name());
        view.put("listen", standing.listenPort());
        view.put("target", standing.spec().host() + ":" + standing.spec().port());
        view.put("mode", ModeJson.write(standing.mode()));
        view.put("openConnections", standing.open());
        view.put("acceptedConnections", standing.accepted());
        view.put("bytes", bytes(standing));
        return view;
    }

    private static Map<String, Long> bytes(LinkStanding standing) {
        var bytes = new LinkedHashMap<String, Long>();
        bytes.put("toTarget", standing.bytesToTarget());
        bytes.put("toClient", standing.bytesToClient());
        bytes.put("swallowed", standing.bytesSwallowed());
        return bytes;
    }

    private static JsonNode read(byte[] body) {
        try {
            JsonNode tree = JSON.readTree(body);
            if (tree == null || !tree.isObject()) {
                throw new BadRequestException("expected a JSON object");
            }
            return tree;
        } catch (IOException malformed) {
            throw new BadRequestException("the body is not JSON");
        }
    }
}
