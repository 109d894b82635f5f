package dev.tidegate.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.gateway.fleet.Restore;
import dev.tidegate.gateway.fleet.Restore.Booked;
import dev.tidegate.gateway.fleet.Restore.Booking;
import dev.tidegate.gateway.fleet.Restore.Matched;
import dev.tidegate.gateway.store.Store;
import io.dropwizard.core.setup.Bootstrap;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/**
 * {@code restore}: a database that came from a backup begins a new life, before any gateway starts on it.
 * {@code restore --reconcile --ledger FILE}: what it cannot know is taken from the acquirer's books; gateways may run.
 */
final class RestoreCommand extends RegisterCommand {
    private static final int BOOKS_BYTES_MAX = 256 * 1024 * 1024;

    RestoreCommand(PrintStream out) {
        super("restore", "takes a database from a backup into use, and finishes that with the acquirer's books", out);
    }

    @Override
    void addOptions(Subparser parser) {
        parser.addArgument("--reconcile").action(Arguments.storeTrue()).help("the second step");
        parser.addArgument("--acquirer").setDefault("house").help("whose books they are");
        parser.addArgument("--ledger").help("the acquirer's books since the backup: JSON, {\"entries\":[...]}");
    }

    @Override
    void run(Bootstrap<?> bootstrap, Namespace options, Path home, Store store) {
        Restore restore = new Restore(store, InstantSource.system());
        if (options.getBoolean("reconcile")) {
            String file = options.getString("ledger");
            if (file == null) {
                throw new IllegalArgumentException("--reconcile needs --ledger, the acquirer's books since the backup");
            }
            Matched matched = restore.reconcile(options.getString("acquirer"), books(bootstrap, Path.of(file)));
            if (options.getBoolean("json")) {
                print(inJson(bootstrap, matched));
            } else {
                tell(matched);
            }
            return;
        }
        if (!store.read(tables -> tables.nodes().alive()).isEmpty()) {
            throw new IllegalStateException("a gateway runs on this database: stop it first");
        }
        HomeLock lock = HomeLock.take(home);
        try {
            int held = restore.begin(UUID.randomUUID());
            if (options.getBoolean("json")) {
                print(json(bootstrap).createObjectNode().put("begun", true).put("held", held));
                return;
            }
            print("A new life has begun: live sales pass, nothing stored is sent. Held: " + held + ".");
            print("Start the gateway, let the tills come back, then: restore --reconcile --ledger FILE");
        } finally {
            lock.close();
        }
    }

    private void tell(Matched matched) {
        print("Captured: " + matched.captured() + "  declined: " + matched.declined()
                + "  not at the acquirer, sent now: " + matched.released());
        matched.left().forEach(payment -> print("For a person: " + payment));
        matched.unknown()
                .forEach(line -> print("Booked, and no till has told of it: terminal " + line.tid() + " stan "
                        + line.stan() + " rrn " + line.rrn() + " amount " + line.amount() + " " + line.state()));
        print("The drain goes on. Tills that have not come back yet: do this again when they have.");
    }

    private static ObjectNode inJson(Bootstrap<?> bootstrap, Matched matched) {
        ObjectNode line = json(bootstrap)
                .createObjectNode()
                .put("captured", matched.captured())
                .put("declined", matched.declined())
                .put("released", matched.released());
        ArrayNode left = line.putArray("left");
        matched.left().forEach(payment -> left.add(payment.toString()));
        ArrayNode unknown = line.putArray("unknown");
        matched.unknown()
                .forEach(booking -> unknown.addObject()
                        .put("tid", booking.tid())
                        .put("stan", booking.stan())
                        .put("rrn", booking.rrn())
                        .put("amount", booking.amount())
                        .put("state", booking.state().name().toLowerCase(Locale.ROOT)));
        return line;
    }

    private static List<Booking> books(Bootstrap<?> bootstrap, Path file) {
        try {
            if (Files.size(file) > BOOKS_BYTES_MAX) {
                throw new IllegalArgumentException("books of more than " + BOOKS_BYTES_MAX + " bytes");
            }
            List<Booking> books = new ArrayList<>();
            for (JsonNode line : json(bootstrap).readTree(file.toFile()).path("entries")) {
                books.add(booking(line));
            }
            return books;
        } catch (IOException e) {
            throw new UncheckedIOException("the books cannot be read", e);
        }
    }

    private static Booking booking(JsonNode line) {
        String pan = text(line, "pan");
        return new Booking(
                text(line, "tid"),
                text(line, "stan"),
                text(line, "rrn"),
                line.path("amount").asLong(-1),
                text(line, "currency"),
                pan.substring(Math.max(0, pan.length() - 4)),
                Booked.valueOf(text(line, "state").toUpperCase(Locale.ROOT)));
    }

    private static String text(JsonNode line, String name) {
        if (!line.path(name).isTextual()) {
            throw new IllegalArgumentException("a line of the books has no " + name);
        }
        return line.path(name).asText();
    }
}
