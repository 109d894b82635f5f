package dev.tidegate.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.crypto.GatewayKeys;
import dev.tidegate.crypto.InventoryRow;
import dev.tidegate.crypto.KeyRole;
import dev.tidegate.gateway.config.GatewaySettings;
import dev.tidegate.gateway.http.KeysResource;
import io.dropwizard.core.cli.ConfiguredCommand;
import io.dropwizard.core.setup.Bootstrap;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/**
 * {@code keys [--all] [--json] config/gateway.yml}: lists every key that the gateway has and had, without a byte of
 * any. The gateway may be running; a token need not be there.
 */
final class KeysCommand extends ConfiguredCommand<GatewayConfiguration> {
    private static final String ROW = "%-34s %-9s %-17s %-6s %-21s %-21s %s%n";

    private static final Duration RECENT = Duration.ofDays(2);

    private final PrintStream out;

    KeysCommand(PrintStream out) {
        super("keys", "lists the gateway's keys: id, algorithm, purpose, place, created, expires, state");
        this.out = out;
    }

    @Override
    public void configure(Subparser parser) {
        super.configure(parser);
        parser.addArgument("--all").action(Arguments.storeTrue()).help("also the keys of hours that are long gone");
        parser.addArgument("--json").action(Arguments.storeTrue()).help("as JSON, one object");
    }

    @Override
    protected void run(Bootstrap<GatewayConfiguration> bootstrap, Namespace options, GatewayConfiguration configuration)
            throws IOException {
        List<InventoryRow> rows = inventory(
                configuration.gateway(), InstantSource.system(), Boolean.TRUE.equals(options.getBoolean("all")));
        if (options.getBoolean("json")) {
            ObjectMapper json = bootstrap.getObjectMapper().disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
            out.println(json.writeValueAsString(
                    rows.stream().map(KeysResource.Key::of).toList()));
        } else {
            out.printf(Locale.ROOT, ROW, "ID", "ALGORITHM", "PURPOSE", "WHERE", "CREATED", "EXPIRES", "STATE");
            for (InventoryRow row : rows) {
                out.printf(
                        Locale.ROOT,
                        ROW,
                        row.id(),
                        row.algorithm(),
                        row.purpose().word(),
                        row.where(),
                        row.created(),
                        row.expires() == null ? "-" : row.expires(),
                        row.state() + (row.remark().isEmpty() ? "" : " (" + row.remark() + ")"));
            }
        }
        out.flush();
    }

    private static List<InventoryRow> inventory(GatewaySettings settings, InstantSource clock, boolean whole) {
        GatewayHome home = new GatewayHome(settings.folder());
        try (GatewayKeys keys = home.keys(settings.keys().place(), clock)) {
            return all(home, keys, clock, whole);
        }
    }

    /**
     * Keys and certificates, by purpose and age.
     *
     * @param whole whether the keys of tracks are listed that were destroyed days ago: there is one for each hour
     */
    static List<InventoryRow> all(GatewayHome home, GatewayKeys keys, InstantSource clock, boolean whole) {
        Instant recent = clock.instant().minus(RECENT);
        List<InventoryRow> rows = new ArrayList<>(keys.inventory(clock.instant()));
        rows.removeIf(row -> {
            Instant destroyed = row.destroyed();
            return !whole && row.purpose() == KeyRole.TRACK_COLUMN && destroyed != null && destroyed.isBefore(recent);
        });
        rows.addAll(home.certified(clock.instant()));
        rows.addAll(home.imported());
        rows.sort(Comparator.comparing(InventoryRow::purpose).thenComparing(row -> String.valueOf(row.expires())));
        return rows;
    }
}
