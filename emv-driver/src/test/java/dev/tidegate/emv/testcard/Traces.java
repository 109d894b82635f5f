package dev.tidegate.emv.testcard;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Trace files of the recorded transactions, with the settings of the recorded terminals. */
public final class Traces {
    private static final String AUSTRALIAN = """
            tidegate-card-trace 1
            # The settings of the recorded terminal.
            terminal 22 36 AUD %s 6000F0A001 TILL0001 free
            application %s partial %s 0000000000 FFFFFFFFFF FFFFFFFFFF 0 0 0 0 9F3704
            """;
    private static final String TAP =
            "tap A0000000041010 02 0002 0000000000 0000000000 0000000000 no yes no - 10001 - 10000 20000 20000 -\n";

    private Traces() {}

    /** A recorded online sale of 10.00 with Visa's card, to the second cryptogram. */
    public static String visa() {
        return AUSTRALIAN.formatted("602800", "A0000000031010", "008C")
                + "sale contact 1000 AUD 2012-03-16T12:00:00 D3173A1F 50\n"
                + "host approved 00 91081122334455667788\n"
                + exchanges("traces/contact-visa-in.txt");
    }

    /** The same with Mastercard's. */
    public static String mastercard() {
        return AUSTRALIAN.formatted("602800", "A0000000041010", "0002")
                + "sale contact 1000 AUD 2012-03-16T12:00:00 8221F601 50\n"
                + "host approved 00 91081122334455667788\n"
                + exchanges("traces/contact-mastercard-in.txt");
    }

    /** A terminal that takes taps, and a sale of which nothing was recorded but the directory. */
    public static String tap() {
        return AUSTRALIAN.formatted("6028C8", "A0000000041010", "0002") + TAP
                + "authority A000000004 F1 03 2039-12-31 C1" + "00".repeat(63) + "\n"
                + "sale tap 1250 AUD 2012-03-15T12:00:00 000EEC85 1\n"
                + "host unable\n"
                + "> 00A404000E325041592E5359532E444446303100\n< 6A82\n> 80CA9F3600\n< removed\n";
    }

    /** The bytes of each. */
    public static List<byte[]> files() {
        return List.of(visa(), mastercard(), tap()).stream()
                .map(text -> text.getBytes(StandardCharsets.US_ASCII))
                .toList();
    }

    private static String exchanges(String path) {
        return Trace.read(path).exchanges().stream()
                .filter(exchange -> !exchange.answer().isEmpty())
                .map(exchange -> "> " + exchange.command() + "\n< " + exchange.answer() + "\n")
                .collect(Collectors.joining());
    }
}
