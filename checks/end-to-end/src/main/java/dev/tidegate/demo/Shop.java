package dev.tidegate.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.demo.KillPoint.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The whole shop as processes on loopback: card, PIN pad, network, acquirer, payment HSM, gateway, till. What dies is
 * started again by {@link #reviveAll} or by {@link #restart}; what is armed dies by itself at its kill point.
 */
final class Shop implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    /** A process that writes its start cache ends after that. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    private static final int SECRET_BYTES = 6;
    private static final String LINK = "/links/till-gateway";

    private final Recipes recipes;
    private final Ports ports;
    private final List<Child> bystanders = new ArrayList<>();
    private final Map<Part, Child> parts = new EnumMap<>(Part.class);
    private final List<String> kills = new ArrayList<>();
    private final ScheduledExecutorService killer = Executors.newSingleThreadScheduledExecutor();
    private final List<Future<?>> planned = new ArrayList<>();
    private final Http network;
    private @Nullable Child pad;
    private Future<?> revival = CompletableFuture.completedFuture(0);
    private boolean armed;

    private Shop(Recipes recipes, Ports ports) {
        this.recipes = recipes;
        this.ports = ports;
        this.network = new Http("http://127.0.0.1:" + ports.network());
    }

    /**
     * Starts everything. What an empty folder lacks is made first: the gateway's keys and database, a till that is
     * enrolled. A folder that has them goes on where it was.
     *
     * @throws IllegalStateException something did not start; nothing of it is left running
     */
    static Shop open(Path project, Path home, Ports ports, Progress progress) {
        return open(project, home, ports, progress, Staff.nobody());
    }

    /** As {@link #open(Path, Path, Ports, Progress)}, with people who have to sign in at the till. */
    static Shop open(Path project, Path home, Ports ports, Progress progress, Staff staff) {
        return open(new Recipes(project, home, ports, staff), home, ports, progress, staff);
    }

    /** As above, each process started as a recipe says. */
    static Shop open(Recipes recipes, Path home, Ports ports, Progress progress, Staff staff) {
        try {
            Files.createDirectories(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Shop shop = new Shop(recipes, ports);
        try {
            shop.open(home, progress, staff);
            return shop;
        } catch (IllegalStateException e) {
            shop.close();
            throw e;
        }
    }

    private void open(Path home, Progress progress, Staff staff) {
        progress.say("Starting network, cards, PIN pad and payment HSM.");
        bystanders.add(Child.start(recipes.network()));
        bystanders.add(Child.start(recipes.cards()));
        pad = Child.start(recipes.pad());
        bystanders.add(Child.start(recipes.hsm()));
        if (!Files.exists(home.resolve("gateway"))) {
            progress.say("Making the gateway's keys.");
            JsonNode ignored = Child.run(recipes.gatewayKeys(), START_LIMIT);
        }
        progress.say("Starting acquirer and gateway.");
        start(Part.ACQUIRER, Part.GATEWAY);
        if (!Files.exists(home.resolve("till/till.id"))) {
            progress.say("Enrolling the till.");
            enrolTill();
        }
        progress.say("Starting the till.");
        start(Part.TILL);
        hire(staff);
    }

    private void start(Part... some) {
        for (Part part : some) {
            parts.put(part, Child.start(recipes.of(part)));
        }
        bystanders.forEach(each -> each.awaitReady(START_LIMIT));
        if (pad != null) {
            pad.awaitReady(START_LIMIT);
        }
        parts.values().forEach(each -> each.awaitReady(START_LIMIT));
    }

    /** While the till runs, as a shop does it. */
    private void hire(Staff staff) {
        try {
            for (Staff.Member member : staff.members()) {
                Path file = Files.createTempFile("till", ".pin");
                Files.writeString(file, member.pin());
                JsonNode ignored = Child.run(recipes.pin(member, file), START_LIMIT);
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void enrolTill() {
        JsonNode invited = Child.run(recipes.invitation(), START_LIMIT);
        JsonNode ignored = Child.run(recipes.enrolment(invited.path("code").asText()), START_LIMIT);
    }

    /** Gives the gateway's people a secret for its page, and says which. */
    String letPeopleIn(List<String> people) {
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        String secret = HexFormat.ofDelimiter("-").formatHex(random);
        try {
            Path file = Files.createTempFile("gateway", ".secret");
            Files.writeString(file, secret);
            for (String person : people) {
                JsonNode ignored = Child.run(recipes.secret(person, file), START_LIMIT);
            }
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return secret;
    }

    Http till() {
        return new Http("http://127.0.0.1:" + ports.tillPage());
    }

    Http cards() {
        return new Http("http://127.0.0.1:" + ports.cards());
    }

    Http acquirer() {
        return new Http("http://127.0.0.1:" + ports.acquirerControl());
    }

    Http gateway() {
        return new Http("http://127.0.0.1:" + ports.gatewayPage());
    }

    /** The PIN pad: who presses what. */
    Http pad() {
        return new Http("http://127.0.0.1:" + ports.padControl());
    }

    /** The payment HSM: its faults. */
    Http hsm() {
        return new Http("http://127.0.0.1:" + ports.hsmControl());
    }

    /** Takes the pad's power away, and gives it back. */
    void restartPad() {
        if (pad != null) {
            pad.kill();
        }
        Child fresh = Child.start(recipes.pad());
        pad = fresh;
        fresh.awaitReady(START_LIMIT);
    }

    /** Refuses every connection between till and gateway, or lets them through again. */
    void cutNetwork(boolean cut) {
        network.post(LINK, Map.of("mode", cut ? "refuse" : "pass")).expect(200, 204);
    }

    /** The till's process, for those who look into it from outside. */
    synchronized long tillPid() {
        Child till = parts.get(Part.TILL);
        if (till == null) {
            throw new IllegalStateException("no till was started");
        }
        return till.pid();
    }

    /** What died, in order. */
    synchronized List<String> kills() {
        return List.copyOf(kills);
    }

    synchronized void kill(Part part) {
        Child child = parts.get(part);
        if (child != null && child.alive()) {
            child.kill();
            kills.add(part.toString());
        }
    }

    synchronized void restart(Part part) {
        Child fresh = Child.start(recipes.of(part));
        parts.put(part, fresh);
        fresh.awaitReady(START_LIMIT);
    }

    /** Kills one process a moment from now and starts it again at once, as a power cut would. */
    void killAfter(Part part, Duration moment) {
        planned.add(killer.schedule(
                () -> {
                    kill(part);
                    restart(part);
                },
                moment.toMillis(),
                TimeUnit.MILLISECONDS));
    }

    /** Starts one process again so that it dies at a point; it is started once more when it has died. */
    synchronized void armed(KillPoint point) {
        armed = true;
        Part part = point.part();
        Child before = parts.get(part);
        if (before != null) {
            before.stop(STOP_LIMIT);
        }
        Child child = Child.start(recipes.armed(point));
        parts.put(part, child);
        child.awaitReadyOrEnd(START_LIMIT);
        revival = child.ended().thenRunAsync(() -> revive(point), killer);
    }

    private synchronized void revive(KillPoint point) {
        kills.add(point.spelled());
        armed = false;
        restart(point.part());
    }

    synchronized boolean isArmed() {
        return armed;
    }

    /** Waits until what is armed has died and was started again; says whether it has. */
    boolean awaitDeath(Duration limit) {
        try {
            revival.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a restart failed", e);
        }
    }

    /** Waits for planned kills and restarts to be over; not for a kill point that is armed and not reached. */
    void reviveAll() {
        planned.forEach(Shop::join);
        planned.clear();
        if (!isArmed()) {
            join(revival);
        }
    }

    @Override
    public void close() {
        killer.shutdownNow();
        List<Child> all = new ArrayList<>(bystanders);
        synchronized (this) {
            all.addAll(parts.values());
        }
        if (pad != null) {
            all.add(pad);
        }
        all.forEach(Child::end);
        all.forEach(each -> each.stop(STOP_LIMIT));
    }

    private static void join(Future<?> future) {
        try {
            future.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("a restart failed", e);
        }
    }
}
