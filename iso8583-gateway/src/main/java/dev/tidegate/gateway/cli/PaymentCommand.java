package dev.tidegate.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code tidegate payment …}: a payment's story, and what people do by hand, at a running gateway's operator's door.
 * Ends 0 when it was done or told, 1 when the gateway refused, 2 for a mistake on the command line, 3 when the gateway
 * cannot be reached.
 */
public final class PaymentCommand {
    static final int REFUSED = 1;
    static final int MISTAKE = 2;
    static final int UNREACHED = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final Set<String> ACTIONS = Set.of("hold", "release", "retry", "write-off");
    private static final Set<String> OPTIONS = Set.of("person", "reason", "gateway");
    private static final String HELP = """
            tidegate payment why ID                  the payment's whole story, what happens next, and who can act
            tidegate payment hold ID                 sets it aside: nothing is sent for it
            tidegate payment release ID              lets it go on by a new message
            tidegate payment retry ID                sends again what is parked or due; an unanswered one is reversed
            tidegate payment write-off ID            gives the money up: two people
            tidegate payment resume ACQUIRER         lets an acquirer's deferred lane go on
              --person NAME   who does it, of gateway.people   --reason TEXT   why, one sentence
              --gateway URL   the operator's door, http://127.0.0.1:8090 unless told   --json   as JSON
            """;

    private final PrintStream out;
    private final PrintStream words;
    private final ObjectMapper json = new ObjectMapper();

    PaymentCommand(PrintStream out, PrintStream words) {
        this.out = out;
        this.words = words;
    }

    public static void main(String[] arguments) throws InterruptedException {
        System.exit(new PaymentCommand(System.out, System.err).run(List.of(arguments)));
    }

    /** @return what the process ends with */
    int run(List<String> arguments) throws InterruptedException {
        if (arguments.isEmpty() || arguments.contains("--help") || arguments.contains("-h")) {
            out.print(HELP);
            return arguments.isEmpty() ? MISTAKE : 0;
        }
        List<String> named = new ArrayList<>();
        Map<String, String> options = new HashMap<>();
        boolean plain = !arguments.contains("--json");
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (word.startsWith("--") && OPTIONS.contains(word.substring(2)) && i + 1 < arguments.size()) {
                options.put(word.substring(2), arguments.get(++i));
            } else if (!word.equals("--json")) {
                named.add(word);
            }
        }
        if (named.size() != 2 || !named.get(1).matches("[A-Za-z0-9._-]{1,64}")) {
            words.print(HELP);
            return MISTAKE;
        }
        try {
            return ask(named.get(0), named.get(1), options, plain);
        } catch (IOException e) {
            words.println("The gateway cannot be reached at " + door(options) + ".");
            return UNREACHED;
        } catch (IllegalArgumentException e) {
            words.println("This is no address of a gateway: " + door(options) + ".");
            return MISTAKE;
        }
    }

    private int ask(String verb, String subject, Map<String, String> options, boolean plain)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder().timeout(PATIENCE);
        String base = door(options) + "/api/v1/";
        if (verb.equals("why")) {
            request.uri(URI.create(base + "payments/" + subject + "/why"));
        } else if (verb.equals("resume") || ACTIONS.contains(verb)) {
            String path = verb.equals("resume") ? "acquirers/" : "payments/";
            ObjectNode order = json.createObjectNode()
                    .put("person", options.getOrDefault("person", ""))
                    .put("reason", options.getOrDefault("reason", ""));
            request.uri(URI.create(base + path + subject + "/" + verb))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(order)));
        } else {
            words.print(HELP);
            return MISTAKE;
        }
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            JsonNode told = json.readTree(answer.body());
            if (!plain) {
                out.println(told);
            } else if (answer.statusCode() != OK) {
                words.println(told.path("title").asText("The gateway refused."));
            } else {
                tell(told);
            }
            return answer.statusCode() == OK ? 0 : REFUSED;
        }
    }

    private void tell(JsonNode told) {
        if (told.has("sentence")) {
            out.println(told.path("sentence").asText());
            return;
        }
        told.path("happened").forEach(line -> out.println(line.asText()));
        out.println("Next: " + told.path("next").asText());
        told.path("canAct").forEach(line -> out.println("Can act: " + line.asText()));
    }

    private static String door(Map<String, String> options) {
        return options.getOrDefault("gateway", "http://127.0.0.1:8090");
    }
}
