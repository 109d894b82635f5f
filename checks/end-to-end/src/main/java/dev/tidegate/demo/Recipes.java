package dev.tidegate.demo;

import dev.tidegate.demo.Child.Recipe;
import dev.tidegate.demo.KillPoint.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** How each process of the shop is started: class path, main class, options, environment. */
final class Recipes {
    /** The till of the demo; any UUID would do. */
    static final String TILL = "018f3c52-7d2a-7c10-9f6e-5a1d0c0ffee1";

    /** X9.24-3, sample of a terminal: its initial key and serial number. Published, and protects nothing. */
    private static final String PAD_KEY = "1273671EA26AC29AFA4D1084127652A1";

    private static final String PAD_SERIAL = "123456789012345600000000";
    /** The base key of that sample, as a block under the HSM simulator's published master key (X9.143). */
    private static final String PADS_BLOCK = "D0144B0AX00N000045572DA3DF7AAF9FEB4927D8868EB4ED21839356554BB3FBF8CDF302"
            + "7C6B8D5DD34870DF0956B11D68078629961D380C911B931B013312C59DB060C3C11845E9";
    /** The acquirer simulator's key for PINs, as a block under the same. */
    private static final String ZONE_BLOCK = "D0112P0TE00N0000F2DB1DF7EA64922523CD50ABC32E25053D6E280223E803159B8B6388"
            + "8E2CAD981617FC4639952B8FE3892F3DB066D818";

    private static final List<String> JVM =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss512k", "--enable-native-access=ALL-UNNAMED");
    /** Chronicle Queue's needs; the README of saf-queue says why. */
    private static final List<String> CHRONICLE = List.of(
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dchronicle.analytics.disable=true");

    private final Path project;
    private final Path home;
    private final Ports ports;
    private final Staff staff;
    private final StartCaches caches;
    private final Map<String, String> tillSettings;

    /** Started by what is there, and set as the demo is. */
    Recipes(Path project, Path home, Ports ports, Staff staff) {
        this(project, home, ports, staff, StartCaches.used(project), Map.of());
    }

    /**
     * @param staff who has to sign in at the till; where there is nobody, nobody has to
     * @param tillSettings of the till's environment, beside or in the place of the demo's own
     */
    Recipes(Path project, Path home, Ports ports, Staff staff, StartCaches caches, Map<String, String> tillSettings) {
        this.staff = staff;
        this.project = project;
        this.home = home;
        this.ports = ports;
        this.caches = caches;
        this.tillSettings = tillSettings;
    }

    /** Makes the gateway's keys and database. */
    Recipe gatewayKeys() {
        return java(
                "gateway-init",
                "iso8583-gateway",
                "dev.tidegate.gateway.GatewayApplication",
                Map.of(),
                List.of(),
                "init",
                "--home",
                folder("gateway"));
    }

    /** Gives one of the gateway's people the secret that a file holds. */
    Recipe secret(String person, Path file) {
        return java(
                "gateway-secret",
                "iso8583-gateway",
                "dev.tidegate.gateway.GatewayApplication",
                Map.of(),
                List.of(),
                "set-secret",
                "--home",
                folder("gateway"),
                "--name",
                person,
                "--from",
                file.toString());
    }

    /** Invites the till: prints a line of JSON with the code. */
    Recipe invitation() {
        return java(
                "gateway-invite",
                "iso8583-gateway",
                "dev.tidegate.gateway.GatewayApplication",
                Map.of(),
                List.of(),
                "invite-till",
                "--home",
                folder("gateway"),
                "--till",
                TILL,
                "--name",
                "Till 1",
                "--json");
    }

    /** Gives one of the till's people the PIN that a file holds. */
    Recipe pin(Staff.Member member, Path file) {
        return java(
                "till-pin",
                "terminal-service",
                "dev.tidegate.till.TillApplication",
                Map.of(),
                List.of(),
                "set-pin",
                "--home",
                folder("till"),
                "--name",
                member.name(),
                "--role",
                member.role().toLowerCase(Locale.ROOT),
                "--from",
                file.toString());
    }

    /** Enrols the till, by the way that it goes afterwards. */
    Recipe enrolment(String code) {
        return java(
                "till-enrol",
                "terminal-service",
                "dev.tidegate.till.TillApplication",
                Map.of(),
                CHRONICLE,
                "enrol",
                "--gateway",
                "https://localhost:" + ports.tillToGateway(),
                "--home",
                folder("till"),
                "--code",
                code);
    }

    Recipe network() {
        return java(
                "network",
                "simulators/network",
                "dev.tidegate.simulator.network.NetworkSimulator",
                Map.of(),
                List.of(),
                "--control",
                "" + ports.network(),
                "--link",
                "till-gateway=" + ports.tillToGateway() + ":127.0.0.1:" + ports.gatewayApi(),
                "--link",
                "gateway-acquirer=" + ports.gatewayToAcquirer() + ":127.0.0.1:" + ports.acquirer());
    }

    Recipe cards() {
        return java(
                "cards",
                "simulators/card-simulator",
                "dev.tidegate.simulator.card.CardSimulator",
                Map.of(),
                List.of(),
                "--reader",
                "127.0.0.1:" + ports.slot(),
                "--contactless-reader",
                "127.0.0.1:" + ports.antenna(),
                "--stripe-reader",
                "127.0.0.1:" + ports.stripe(),
                "--control",
                "" + ports.cards(),
                "--state",
                folder("cards"));
    }

    /** A reader with a PIN pad, between the cards and the till. */
    Recipe pad() {
        return java(
                "pad",
                "simulators/payment-device",
                "dev.tidegate.simulator.pinpad.PinPadSimulator",
                Map.of(),
                List.of(),
                "--slot",
                "" + ports.slot(),
                "--reader",
                "127.0.0.1:" + ports.reader(),
                "--port",
                "" + ports.pad(),
                "--control",
                "" + ports.padControl(),
                "--initial-key",
                PAD_KEY,
                "--serial",
                PAD_SERIAL,
                "--home",
                folder("pad"));
    }

    /** Where PINs are clear for the moment in which their key changes. */
    Recipe hsm() {
        return java(
                "hsm",
                "simulators/payment-hsm",
                "dev.tidegate.simulator.hsm.PaymentHsmSimulator",
                Map.of(),
                List.of(),
                "--port",
                "" + ports.hsm(),
                "--control",
                "" + ports.hsmControl());
    }

    Recipe of(Part part) {
        return switch (part) {
            case TILL ->
                java(
                        "till",
                        "terminal-service",
                        "dev.tidegate.till.TillApplication",
                        tillEnvironment(),
                        both(CHRONICLE, caches.flags("terminal-service")),
                        "server",
                        project.resolve("config/till.yml").toString());
            case GATEWAY ->
                java(
                        "gateway",
                        "iso8583-gateway",
                        "dev.tidegate.gateway.GatewayApplication",
                        gatewayEnvironment(),
                        caches.flags("iso8583-gateway"),
                        "server",
                        project.resolve("config/gateway.yml").toString());
            case ACQUIRER ->
                java(
                        "acquirer",
                        "simulators/acquirer-simulator",
                        "dev.tidegate.simulator.acquirer.AcquirerSimulator",
                        Map.of(),
                        List.of(),
                        "--port",
                        "" + ports.acquirer(),
                        "--control",
                        "" + ports.acquirerControl(),
                        "--state",
                        folder("acquirer"));
        };
    }

    /** The process that passes a kill point, told to die there. */
    Recipe armed(KillPoint point) {
        Recipe plain = of(point.part());
        return point.part() == Part.ACQUIRER
                ? plain.with(List.of("--kill-at", point.spec()))
                : plain.with("TIDEGATE_KILL_AT", point.spec());
    }

    private static List<String> both(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private Map<String, String> tillEnvironment() {
        Map<String, String> environment = new HashMap<>(tillDefaults());
        environment.putAll(tillSettings);
        return environment;
    }

    private Map<String, String> tillDefaults() {
        return Map.ofEntries(
                Map.entry("TILL_HOME", folder("till")),
                Map.entry("TILL_PORT", "" + ports.tillPage()),
                Map.entry("TILL_CONTACT", "virtual:" + ports.reader()),
                Map.entry("TILL_CONTACTLESS", "virtual:" + ports.antenna()),
                Map.entry("TILL_STRIPE", "virtual:" + ports.stripe()),
                Map.entry("TILL_OFFLINE_STRIPE", "true"),
                Map.entry("TILL_PIN_PAD", "socket:" + ports.pad() + "+online"),
                Map.entry("TILL_PAD", "http://127.0.0.1:" + ports.padControl()),
                Map.entry("TILL_GATEWAY", "https://localhost:" + ports.tillToGateway()),
                Map.entry("TILL_CARDS", "http://127.0.0.1:" + ports.cards()),
                Map.entry("TILL_NETWORK", "http://127.0.0.1:" + ports.network()),
                Map.entry("TILL_AIDS", inProject("config/kernel/aids")),
                Map.entry("TILL_CAPKS", inProject("config/kernel/capks")),
                Map.entry("TILL_CATALOGUE", inProject("config/catalogue")),
                Map.entry("TILL_HEARTBEAT", "PT0.5S"),
                Map.entry("TILL_LIVE_TIMER", "PT8S"),
                Map.entry("TILL_SIGN_IN", staff.members().isEmpty() ? "off" : "required"),
                Map.entry("TILL_DEMO_PEOPLE", staff.setting()),
                Map.entry("TILL_LIABILITY_ACCEPTED_BY", "Demo"),
                Map.entry("TILL_DEMO", "true"));
    }

    private Map<String, String> gatewayEnvironment() {
        return Map.ofEntries(
                Map.entry("GATEWAY_HOME", folder("gateway")),
                // A café: its kind of shop may take tips after the card.
                Map.entry("GATEWAY_MCC", "5812"),
                Map.entry("GATEWAY_PROFILES", inProject("config/acquirers")),
                Map.entry("GATEWAY_PORT", "" + ports.gatewayApi()),
                Map.entry("GATEWAY_PAGE_PORT", "" + ports.gatewayPage()),
                Map.entry("GATEWAY_ADMIN_PORT", "" + ports.gatewayAdmin()),
                Map.entry("GATEWAY_ACQUIRER_PORT", "" + ports.gatewayToAcquirer()),
                Map.entry("GATEWAY_HSM_HOST", "127.0.0.1"),
                Map.entry("GATEWAY_HSM_PORT", "" + ports.hsm()),
                Map.entry("GATEWAY_PIN_ZONE", ZONE_BLOCK),
                Map.entry("GATEWAY_PIN_PADS", PADS_BLOCK),
                Map.entry("GATEWAY_TILL", TILL),
                Map.entry("GATEWAY_CERTIFICATION", inProject("target/certification")),
                // Minutes of a real line, played in seconds: the till's live timer stays above the gateway's.
                Map.entry("GATEWAY_LIVE_TIMER", "PT4S"),
                Map.entry("GATEWAY_ADVICE_TIMER", "PT4S"),
                Map.entry("GATEWAY_DEFERRED_TIMER", "PT4S"),
                Map.entry("GATEWAY_REVERSAL_TIMER", "PT4S"),
                Map.entry("GATEWAY_LANE_WAIT", "PT2S"),
                Map.entry("GATEWAY_HOST_TIMER", "PT1S"),
                Map.entry("GATEWAY_REPEAT_FIRST", "PT0.5S"),
                Map.entry("GATEWAY_REVERSAL_FIRST", "PT0.5S"),
                Map.entry("GATEWAY_REPEAT_MOST", "PT2S"),
                Map.entry("GATEWAY_RETRY_FIRST", "PT1S"),
                Map.entry("GATEWAY_RETRY_MOST", "PT2S"),
                Map.entry("GATEWAY_RECONNECT_MOST", "PT1S"),
                Map.entry("GATEWAY_DEMO", "true"));
    }

    private Recipe java(
            String name,
            String module,
            String main,
            Map<String, String> environment,
            List<String> flags,
            String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(flags);
        command.add("-cp");
        command.add(project.resolve(module).resolve("target/lib") + "/*");
        command.add(main);
        command.addAll(List.of(options));
        return new Recipe(name, command, environment, home, home.resolve("log").resolve(name + ".log"));
    }

    private String inProject(String path) {
        return project.resolve(path).toString();
    }

    private String folder(String name) {
        return home.resolve(name).toString();
    }
}
