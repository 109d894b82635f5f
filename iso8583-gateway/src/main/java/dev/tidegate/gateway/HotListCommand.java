package dev.tidegate.gateway;

import dev.tidegate.core.card.Pan;
import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.crypto.HotList;
import dev.tidegate.crypto.SignedHotList;
import io.dropwizard.core.cli.ConfiguredCommand;
import io.dropwizard.core.setup.Bootstrap;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import net.sourceforge.argparse4j.inf.Namespace;

/**
 * {@code hot-list config/gateway.yml < numbers}: publishes the cards that tills refuse, in the place of the list
 * before. A line of the input is a card number, or the first 6 to 8 digits of many and a star. No number is written
 * anywhere. The gateway may be running; tills have the list within minutes.
 */
final class HotListCommand extends ConfiguredCommand<GatewayConfiguration> {
    private static final int LINES_MAX = HotList.CARDS_MAX + HotList.PREFIXES_MAX;

    private final PrintStream out;
    private final InputStream in;

    HotListCommand(PrintStream out, InputStream in) {
        super("hot-list", "publishes the cards that tills refuse: numbers, or prefixes and a star, a line each");
        this.out = out;
        this.in = in;
    }

    @Override
    protected void run(Bootstrap<GatewayConfiguration> bootstrap, Namespace options, GatewayConfiguration configuration)
            throws IOException {
        SignedHotList published =
                publish(new GatewayHome(configuration.gateway().folder()), InstantSource.system());
        out.println("hot list " + published.list().version() + ": "
                + published.list().size() + " entries");
        out.flush();
    }

    /**
     * @throws IllegalArgumentException a line is neither; the message has its place alone, and nothing was published
     */
    SignedHotList publish(GatewayHome home, InstantSource clock) throws IOException {
        List<Pan> cards = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (number > LINES_MAX) {
                    throw new IllegalArgumentException("a hot list has at most " + LINES_MAX + " lines");
                }
                read(line.strip(), number, cards, prefixes);
            }
            return home.hotLists().publish(cards, prefixes, clock.instant(), new SecureRandom());
        } finally {
            cards.forEach(Pan::wipe);
        }
    }

    private static void read(String line, int number, List<Pan> cards, List<String> prefixes) {
        if (line.matches("[0-9]{6,8}[*]")) {
            prefixes.add(line.substring(0, line.length() - 1));
        } else if (!line.isEmpty()) {
            try {
                cards.add(Pan.of(line.getBytes(StandardCharsets.US_ASCII)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + number + " is no card number and no prefix with a star");
            }
        }
    }
}
