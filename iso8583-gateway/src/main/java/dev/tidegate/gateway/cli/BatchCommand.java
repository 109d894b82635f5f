package dev.tidegate.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * {@code tidegate batch …}: the batches of terminals, and people's wishes to close them, at a running gateway's
 * operator's door. Signs in for it, as {@link PaymentCommand}. Ends 0 when it was done or told, 1 when the gateway
 * refused, 2 for a mistake on the command line, 3 when the gateway cannot be reached.
 */
public final class BatchCommand {
    private static final Set<String> OPTIONS = Set.of("person", "reason", "gateway", "batch");
    private static final Set<String> ORDERS = Set.of("close", "accept");
    private static final String NAME = "[A-Za-z0-9._-]{1,64}";
    private static final String HELP = """
            tidegate batch list                        the batch of each terminal that is not closed, and its sums
            tidegate batch show ACQUIRER TERMINAL      what is in it, its messages, and what happened to it
            tidegate batch close ACQUIRER TERMINAL     adds it up with the acquirer; one that is held goes on
            tidegate batch accept ACQUIRER TERMINAL    takes the acquirer's word for one that is held (finance)
              --batch N       another one of the terminal's, as show numbers them
              --person NAME   who asks, of gateway.people: the secret is typed, or a line of the input
              --reason TEXT   why, one sentence
              --gateway URL   the operator's door, http://127.0.0.1:8090 unless told   --json   as JSON
            """;

    private final PrintStream out;
    private final PrintStream words;
    private final SecretInput secrets;

    BatchCommand(PrintStream out, PrintStream words, SecretInput secrets) {
        this.out = out;
        this.words = words;
        this.secrets = secrets;
    }

    public static void main(String[] arguments) throws InterruptedException {
        System.exit(new BatchCommand(System.out, System.err, SecretInput.ofThisProcess()).run(List.of(arguments)));
    }

    /** @return what the process ends with */
    int run(List<String> arguments) throws InterruptedException {
        if (arguments.isEmpty() || arguments.contains("--help") || arguments.contains("-h")) {
            out.print(HELP);
            return arguments.isEmpty() ? OperatorsDoor.MISTAKE : 0;
        }
        OperatorsDoor door = OperatorsDoor.of(arguments, OPTIONS);
        if (!isKnown(door.named())
                || door.person().isEmpty()
                || !door.options().getOrDefault("batch", "0").matches("[0-9]{1,18}")) {
            words.print(HELP);
            return OperatorsDoor.MISTAKE;
        }
        try {
            return ask(door, door.named());
        } catch (IOException e) {
            words.println("The gateway cannot be reached at " + door.address() + ".");
            return OperatorsDoor.UNREACHED;
        } catch (IllegalArgumentException e) {
            words.println("This is no address of a gateway: " + door.address() + ".");
            return OperatorsDoor.MISTAKE;
        }
    }

    private static boolean isKnown(List<String> named) {
        return named.equals(List.of("list"))
                || named.size() == 3
                        && (named.getFirst().equals("show") || ORDERS.contains(named.getFirst()))
                        && named.stream().allMatch(word -> word.matches(NAME));
    }

    private int ask(OperatorsDoor door, List<String> named) throws IOException, InterruptedException {
        String path = named.size() == 1 ? "batches" : "batches/" + named.get(1) + "/" + named.get(2);
        boolean order = ORDERS.contains(named.getFirst());
        DoorCalls.Answer answer = door.ask(
                secrets,
                calls -> order
                        ? calls.post(path + "/" + named.getFirst(), door.reason())
                        : calls.get(path + "?batch=" + door.options().getOrDefault("batch", "0")));
        if (!door.plain()) {
            out.println(answer.body());
        } else if (!answer.isOk()) {
            words.println(answer.refusal());
        } else if (order) {
            out.println(answer.body().path("sentence").asText());
        } else if (named.size() == 1) {
            answer.body().path("batches").forEach(this::line);
        } else {
            story(answer.body());
        }
        return answer.isOk() ? 0 : OperatorsDoor.REFUSED;
    }

    private void line(JsonNode batch) {
        JsonNode left = batch.path("outstanding");
        StringJoiner sums = new StringJoiner("; ");
        for (Map.Entry<String, JsonNode> one : batch.path("totals").properties()) {
            sums.add(sums(one.getValue(), one.getKey()));
        }
        String cause = batch.path("cause").asText();
        out.println(
                batch.path("acquirer").asText() + " " + batch.path("terminal").asText() + "  batch "
                        + batch.path("number").asInt() + ", "
                        + batch.path("state").asText().toLowerCase(Locale.ROOT)
                        + (cause.isEmpty() ? "" : " (" + cause + ")") + ": " + (sums.length() == 0 ? "nothing" : sums)
                        + "; in no batch: " + left.path("stored").asLong() + " on the way, "
                        + left.path("parked").asLong() + " set aside");
    }

    private void story(JsonNode told) {
        line(told.path("batch"));
        for (JsonNode item : told.path("items")) {
            String verb = item.path("cancels").asLong() == 0
                    ? item.path("side").asText().equals("DEBIT") ? "sale" : "refund"
                    : "reversal of " + item.path("cancels").asLong();
            out.println("  " + item.path("event").asLong() + "  "
                    + item.path("payment").asText() + "  "
                    + units(item.path("amount").asLong(), item.path("currency").asText()) + "  " + verb);
        }
        for (JsonNode message : told.path("messages")) {
            out.println("  message " + message.path("n").asInt() + ", "
                    + message.path("kind").asText().toLowerCase(Locale.ROOT) + ", STAN "
                    + message.path("stan").asText() + ", batch "
                    + message.path("number").asInt() + ", sent "
                    + message.path("sends").asInt() + " times: "
                    + message.path("state").asText().toLowerCase(Locale.ROOT).replace('_', ' ') + " "
                    + message.path("code").asText());
        }
        for (JsonNode event : told.path("events")) {
            out.println(event.path("at").asText() + "  batch "
                    + event.path("batch").asLong() + "  " + event.path("event").asText() + "  "
                    + event.path("detail").asText());
        }
    }

    private static String sums(JsonNode side, String currency) {
        return side.path("sales").asLong() + " sales of "
                + units(side.path("salesAmount").asLong(), currency) + ", "
                + side.path("refunds").asLong() + " refunds of "
                + units(side.path("refundsAmount").asLong(), currency);
    }

    private static String units(long minor, String currency) {
        int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        return BigDecimal.valueOf(minor, digits) + " " + currency;
    }
}
