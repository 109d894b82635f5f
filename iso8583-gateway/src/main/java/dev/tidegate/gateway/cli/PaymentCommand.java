package dev.tidegate.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;

/**
 * {@code tidegate payment …}: a payment's story, and what people do by hand, at a running gateway's operator's door.
 * Signs in for it as one of the gateway's people, whose secret is typed, and signs out again. Ends 0 when it was done
 * or told, 1 when the gateway refused, 2 for a mistake on the command line, 3 when the gateway cannot be reached.
 */
public final class PaymentCommand {
    private static final Set<String> ACTIONS = Set.of("hold", "release", "retry", "write-off");
    private static final Set<String> OPTIONS = Set.of("person", "reason", "gateway");
    private static final String HELP = """
            tidegate payment why ID                  the payment's whole story, what happens next, and who can act
            tidegate payment hold ID                 sets it aside: nothing is sent for it
            tidegate payment release ID              lets it go on by a new message
            tidegate payment retry ID                sends again what is parked or due; an unanswered one is reversed
            tidegate payment write-off ID            gives the money up: two people
            tidegate payment resume ACQUIRER         lets an acquirer's deferred lane go on
              --person NAME   who asks, of gateway.people: the secret is typed, or a line of the input
              --reason TEXT   why, one sentence
              --gateway URL   the operator's door, http://127.0.0.1:8090 unless told   --json   as JSON
            """;

    private final PrintStream out;
    private final PrintStream words;
    private final SecretInput secrets;

    PaymentCommand(PrintStream out, PrintStream words, SecretInput secrets) {
        this.out = out;
        this.words = words;
        this.secrets = secrets;
    }

    public static void main(String[] arguments) throws InterruptedException {
        System.exit(new PaymentCommand(System.out, System.err, SecretInput.ofThisProcess()).run(List.of(arguments)));
    }

    /** @return what the process ends with */
    int run(List<String> arguments) throws InterruptedException {
        if (arguments.isEmpty() || arguments.contains("--help") || arguments.contains("-h")) {
            out.print(HELP);
            return arguments.isEmpty() ? OperatorsDoor.MISTAKE : 0;
        }
        OperatorsDoor door = OperatorsDoor.of(arguments, OPTIONS);
        List<String> named = door.named();
        if (named.size() != 2 || !named.get(1).matches("[A-Za-z0-9._-]{1,64}")) {
            words.print(HELP);
            return OperatorsDoor.MISTAKE;
        }
        try {
            return ask(door, named.get(0), named.get(1));
        } catch (IOException e) {
            words.println("The gateway cannot be reached at " + door.address() + ".");
            return OperatorsDoor.UNREACHED;
        } catch (IllegalArgumentException e) {
            words.println("This is no address of a gateway: " + door.address() + ".");
            return OperatorsDoor.MISTAKE;
        }
    }

    private int ask(OperatorsDoor door, String verb, String subject) throws IOException, InterruptedException {
        boolean looks = verb.equals("why");
        boolean known = looks || verb.equals("resume") || ACTIONS.contains(verb);
        if (!known || door.person().isEmpty()) {
            words.print(HELP);
            return OperatorsDoor.MISTAKE;
        }
        String path = (verb.equals("resume") ? "acquirers/" : "payments/") + subject + "/" + verb;
        DoorCalls.Answer answer = door.ask(secrets, calls -> looks ? calls.get(path) : calls.post(path, door.reason()));
        if (!door.plain()) {
            out.println(answer.body());
        } else if (answer.isOk()) {
            tell(answer.body());
        } else {
            words.println(answer.refusal());
        }
        return answer.isOk() ? 0 : OperatorsDoor.REFUSED;
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
}
