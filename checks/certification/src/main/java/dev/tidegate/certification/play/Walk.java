package dev.tidegate.certification.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.certification.evidence.ScenarioRun.Check;
import dev.tidegate.certification.plant.Plant;
import dev.tidegate.certification.plant.Till;
import dev.tidegate.certification.scenario.ByProfile;
import dev.tidegate.certification.scenario.Dialect;
import dev.tidegate.certification.scenario.Scenario;
import dev.tidegate.certification.scenario.Scenario.Await;
import dev.tidegate.certification.scenario.Scenario.Sell;
import dev.tidegate.certification.scenario.Scenario.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The steps of one scenario, one after the other, and the waiting for what it expects. One thread at a time. */
final class Walk {
    /** On a plant with divided timers; longer on a real host. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration LOOK = Duration.ofMillis(60);

    private final Stage stage;
    private final Plant plant;
    private final String profile;
    private final Dialect dialect;
    private final int scale;
    private final Till till;
    private final Deeds deeds;
    private @Nullable Thread reviver;

    Walk(Stage stage, Plant plant, String profile, Dialect dialect, int scale) {
        this.stage = stage;
        this.plant = plant;
        this.profile = profile;
        this.dialect = dialect;
        this.scale = scale;
        this.till = stage.till();
        this.deeds = new Deeds(stage, plant);
    }

    /** Plays it. What breaks on the way is a check that did not hold: the others are played all the same. */
    void play() throws InterruptedException {
        try {
            steps();
        } catch (RuntimeException e) {
            stage.check(Judge.check("the play", "to its end", "broken off: " + e.getMessage()));
        }
        stage.endNetwork();
        tidy();
    }

    private void steps() throws InterruptedException {
        Scenario scenario = stage.scenario();
        if (!scenario.gateway().isEmpty()) {
            plant.stopGateway();
            plant.startGateway(scenario.gateway());
        }
        for (Step step : scenario.steps()) {
            if (step.isIn(profile)) {
                step(step);
            }
        }
        if (reviver != null) {
            reviver.join();
        }
        boolean ignored = await(() -> {
            Judge.Judged now = stage.judged();
            return now.held() || now.hopeless();
        });
    }

    /** The next finds the plant as it was. */
    private void tidy() throws InterruptedException {
        Scenario scenario = stage.scenario();
        if (reviver != null) {
            reviver.interrupt();
            reviver.join();
        }
        if (scenario.alone() && plant.host().isSeen()) {
            plant.host().clearRules();
            plant.host().doors("open");
        }
        if (!scenario.gateway().isEmpty() || !plant.isGatewayAlive()) {
            plant.stopGateway();
            plant.startGateway(Map.of());
        }
    }

    private boolean await(BooleanSupplier holds) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            boolean ignored = till.settle();
            if (holds.getAsBoolean()) {
                return true;
            }
            Thread.sleep(LOOK);
        }
        return false;
    }

    private void step(Step step) throws InterruptedException {
        String payment = "";
        String who = "host";
        String what = "";
        if (step.rules() != null) {
            List<JsonNode> rules = step.rules().stream().map(this::inDialect).toList();
            plant.host().rule(till.tid(), rules);
            what = "is told how to fail: " + rules.stream().map(Walk::words).collect(Collectors.joining("; "));
        } else if (step.doors() != null) {
            plant.host().doors(step.doors());
            what = "its doors are " + step.doors();
        } else if (step.tell() != null) {
            plant.host().tell(step.tell());
            what = "says by itself: " + step.tell().path("function").asText();
        } else if (step.batch() != null) {
            plant.host().batch(till.tid(), step.batch());
            what = "its batch has the number " + step.batch();
        } else if (step.certificate() != null) {
            plant.host().certificate(step.certificate());
            what = "shows another certificate: " + step.certificate();
        } else if (step.reconnect() != null) {
            plant.host().doors("closed");
            plant.host().doors("open");
            what = "ends each connection";
        } else if (step.checkProfile() != null) {
            who = "gateway";
            what = "its profile is read, and each golden message is made and read";
            stage.check(profileChecked());
        } else if (step.await() != null) {
            who = "gateway";
            what = await(step.await());
            payment = step.await().state() == null ? "" : of(step.await().of());
        } else if (step.gateway() != null) {
            who = "gateway";
            what = process(step.gateway());
        } else if (deeds.isTheirs(step)) {
            Deeds.Done done = deeds.act(step, profile);
            who = done.who();
            what = done.what();
        } else {
            who = "till";
            payment = atTill(step);
            what = words(step);
        }
        seen(step, who, what, payment);
    }

    /** Words of the dialect, where a rule names them. */
    private JsonNode inDialect(JsonNode rule) {
        ObjectNode said = rule.deepCopy();
        String code = said.path("code").asText();
        if (code.startsWith("{")) {
            said.put("code", dialect.words().get(code.substring(1, code.length() - 1)));
        }
        return said;
    }

    private static String words(JsonNode rule) {
        StringBuilder words = new StringBuilder(rule.path("action").asText());
        rule.properties().forEach(property -> {
            if (!Set.of("action", "match").contains(property.getKey())) {
                words.append(' ')
                        .append(property.getKey())
                        .append(' ')
                        .append(property.getValue().asText());
            }
        });
        rule.path("match")
                .properties()
                .forEach(property -> words.append(", ")
                        .append(property.getKey())
                        .append(' ')
                        .append(property.getValue().asText()));
        return words.toString();
    }

    private void seen(Step step, String who, String what, String payment) {
        if (step.await() != null) {
            // The gateway has got there; what it says of it, the till hears now.
            boolean ignored = till.settle();
        }
        String display = payment.isEmpty() ? "" : till.display(payment);
        ByProfile told = step.told();
        if (told != null) {
            told.in(profile)
                    .ifPresent(text -> stage.check(Judge.check("the cashier's screen after " + what, text, display)));
        }
        stage.done(who, step.say() == null ? what : step.say(), display);
    }

    private Check profileChecked() throws InterruptedException {
        try {
            String ignored = plant.checkProfile();
            return Judge.check("golden messages", "byte for byte", "byte for byte");
        } catch (IllegalStateException e) {
            return Judge.check("golden messages", "byte for byte", "others; see the log of the profile's check");
        }
    }

    private static String of(@Nullable String name) {
        return name == null ? Scenario.FIRST : name;
    }

    /** Does it, and says which payment it was about. */
    private String atTill(Step step) {
        if (step.sell() != null) {
            stage.amount(step.sell().called(), step.sell().minor());
            till.sell(step.sell());
            return step.sell().called();
        }
        if (step.store() != null) {
            stage.amount(step.store().called(), step.store().minor());
            till.store(step.store());
            return step.store().called();
        }
        if (step.refund() != null) {
            stage.amount(step.refund().called(), step.refund().minor());
            till.refund(
                    step.refund().original(),
                    step.refund().called(),
                    step.refund().minor());
            return step.refund().called();
        }
        String name = Objects.requireNonNull(step.voided());
        till.voidSale(name);
        return name;
    }

    private static String words(Step step) {
        if (step.sell() != null) {
            return "asks for " + words(step.sell());
        }
        if (step.store() != null) {
            return "stores " + words(step.store());
        }
        if (step.refund() != null) {
            return "gives back " + step.refund().amount() + " EUR of "
                    + step.refund().original();
        }
        return "takes " + step.voided() + " back";
    }

    private static String words(Sell sell) {
        return sell.amount() + " EUR by "
                + sell.way().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
                + (sell.called().equals(Scenario.FIRST) ? "" : " (" + sell.called() + ")");
    }

    private String await(Await await) throws InterruptedException {
        if (await.quiet() != null) {
            Thread.sleep(Duration.parse(await.quiet()).dividedBy(scale));
            return "nothing is done for " + await.quiet();
        }
        if (await.state() != null) {
            boolean came = await(() -> stage.state(of(await.of())).equals(await.state()));
            stage.check(Judge.check(
                    "state of " + of(await.of()) + " after a while",
                    await.state(),
                    came ? await.state() : stage.state(of(await.of()))));
            return of(await.of()) + " is " + await.state();
        }
        Integer connections = await.connections();
        if (connections != null) {
            boolean came = await(() -> stage.connections() >= connections);
            String wanted = connections.toString();
            stage.check(Judge.check("connections", wanted, came ? wanted : "" + stage.connections()));
            return "it is connected";
        }
        String type = dialect.type(Objects.requireNonNull(await.message()));
        int times = Integer.parseInt(
                await.times() == null ? "1" : await.times().in(profile).orElse("1"));
        boolean came = await(() -> stage.count(type) >= times);
        if (came && await.ends()) {
            stage.endWith(type, times);
        }
        stage.check(Judge.check(
                "messages " + type + " after a while", "" + times, came ? "" + times : "" + stage.count(type)));
        return "message " + type + " was seen";
    }

    private String process(Scenario.Process process) throws InterruptedException {
        Map<String, String> more =
                new java.util.TreeMap<>(process.environment() == null ? Map.of() : process.environment());
        String killAt = process.killAt();
        if (killAt != null) {
            more.put("TIDEGATE_KILL_AT", killAt);
        }
        switch (process.act()) {
            case "kill" -> plant.killGateway();
            case "stop" -> plant.stopGateway();
            case "start" -> plant.startGateway(more);
            case "restart" -> {
                plant.stopGateway();
                plant.startGateway(more);
            }
            default -> throw new IllegalArgumentException("nothing is called " + process.act());
        }
        if (killAt == null) {
            return "the process: " + process.act();
        }
        reviver = Thread.ofVirtual().start(() -> {
            try {
                plant.awaitDeath();
                plant.startGateway(Map.of());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return "is told to die " + killAt.replace('-', ' ') + ", and is started again";
    }
}
