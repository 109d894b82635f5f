package dev.tidegate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.crypto.payment.PaymentKey;
import dev.tidegate.crypto.payment.TdesSwitch;
import dev.tidegate.crypto.pin.PinBlock;
import dev.tidegate.demo.Cashier.Way;
import dev.tidegate.demo.SaleSeen.Told;
import dev.tidegate.house.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * PINs that the issuer checks, in the whole shop: pad, till, gateway, payment HSM and acquirer are processes of their
 * own. A story, as each sale leaves the acquirer's count of wrong PINs to the next.
 */
final class OnlinePinIT {
    private static final String CHIP = "chip-pin-online";
    private static final String CHIP_NUMBER = "4000002500003155";
    private static final String TAP = "tap-visa";
    private static final String TAP_NUMBER = "4917610000000000";
    /** The acquirer simulator's. */
    private static final String ZONE = "2F5E83A74C916BD05DB3187A46EF92C4";
    /** Of the demo's pad, before the counter. */
    private static final String PAD_SERIAL = "1234567890123456";
    /** Above the till's limit for taps without their holder. */
    private static final long TAP_AMOUNT = 60_00;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    @TempDir
    private Path home;

    private long amount = 20_00;

    @Test
    void pins_rightAndWrongAndUnchecked_endAsTheIssuerSays() {
        Path folder = home.resolve("shop");
        Plant.shop(folder);
        try (Shop shop = Shop.open(Project.folder(), folder, Ports.free(), new Progress(System.err, true));
                Cashier cashier = new Cashier(shop.till(), shop.cards())) {
            assertThat(cashier.awaitTerminal(OnlinePinIT::isOnline, PATIENCE))
                    .as("the till is online")
                    .isTrue();
            assertThat(sell(shop, cashier, CHIP, Way.INSERT, "right")).isEqualTo("approved NONE");
            assertThat(sell(shop, cashier, TAP, Way.TAP, "right")).isEqualTo("approved NONE");
            assertThat(sell(shop, cashier, CHIP, Way.INSERT, "wrong")).isEqualTo("declined PIN_WRONG");
            assertThat(sell(shop, cashier, CHIP, Way.INSERT, "right")).isEqualTo("approved NONE");

            shop.restartPad();
            assertThat(sell(shop, cashier, CHIP, Way.INSERT, "right")).isEqualTo("approved NONE");

            fault(shop, "drop");
            assertThat(sell(shop, cashier, CHIP, Way.INSERT, "right")).isEqualTo("refused PIN_UNCHECKED");
            assertThat(isOnline(cashier.terminal()))
                    .as("a module that is away is no matter of the line")
                    .isTrue();
            fault(shop, "none");

            assertThat(sell(shop, cashier, CHIP, Way.INSERT, "wrong")).isEqualTo("declined PIN_WRONG");
            assertThat(sell(shop, cashier, CHIP, Way.INSERT, "wrong")).isEqualTo("declined PIN_WRONG");
            assertThat(sell(shop, cashier, CHIP, Way.INSERT, "wrong")).isEqualTo("declined PIN_TRIES_EXCEEDED");
            assertThat(sell(shop, cashier, CHIP, Way.INSERT, "right")).isEqualTo("declined PIN_TRIES_EXCEEDED");
            assertThat(sell(shop, cashier, CHIP, Way.INSERT, "cancel")).isEqualTo("cancelled CANCELLED_BY_CARDHOLDER");

            shop.cutNetwork(true);
            assertThat(cashier.awaitTerminal(terminal -> !isOnline(terminal), PATIENCE))
                    .as("the till is offline")
                    .isTrue();
            assertThat(sell(shop, cashier, TAP, Way.TAP, "right")).isEqualTo("refused ONLINE_PIN_NEEDED");
            shop.cutNetwork(false);

            assertThat(stansOf(shop)).as("each try is a message of its own").doesNotHaveDuplicates();
            assertThat(cashier.sales()).extracting(SaleSeen::told).doesNotContain(Told.STORED, Told.NOT_KNOWN);
        }
        assertThat(placesIn(folder)).as("of a PIN block or a key serial number").isEmpty();
    }

    /** One sale, and what the holder presses; what the screen said in the end. */
    private String sell(Shop shop, Cashier cashier, String card, Way way, String press) {
        long mine = way == Way.TAP ? TAP_AMOUNT + amount++ : amount++;
        CompletableFuture<SaleSeen> sale = CompletableFuture.supplyAsync(() -> cashier.sell(card, way, mine));
        Object first = CompletableFuture.anyOf(sale, entry(shop)).join();
        if (!(first instanceof SaleSeen)) {
            Http.Answer ignored =
                    shop.pad().post("/press", Map.of("press", press)).expect(200);
        }
        SaleSeen seen = sale.orTimeout(60, TimeUnit.SECONDS).join();
        JsonNode payment = shop.till()
                .get("/api/v1/payments/" + seen.paymentId())
                .expect(200)
                .body();
        return payment.path("result").asText() + " " + payment.path("reason").asText("NONE");
    }

    private static void fault(Shop shop, String mode) {
        Http.Answer ignored = shop.hsm().post("/fault", Map.of("mode", mode)).expect(200);
    }

    // The pad answers as soon as it asks, or empty-handed after 25 seconds: a busy machine takes its time.
    private static CompletableFuture<JsonNode> entry(Shop shop) {
        return CompletableFuture.supplyAsync(() -> {
            Http.Answer answer = shop.pad().get("/waiting");
            while (answer.status() != 200) {
                answer = shop.pad().get("/waiting");
            }
            return answer.body();
        });
    }

    private static boolean isOnline(JsonNode terminal) {
        return terminal.path("network_status").asText().toLowerCase(Locale.ROOT).equals("online");
    }

    private static List<String> stansOf(Shop shop) {
        List<String> stans = new ArrayList<>();
        shop.acquirer()
                .get("/ledger")
                .expect(200)
                .body()
                .path("entries")
                .forEach(entry -> stans.add(entry.path("stan").asText()));
        assertThat(stans).isNotEmpty();
        return stans;
    }

    /** Where, in all that the processes have left, a block for the acquirer or a pad's serial number is. */
    private static List<String> placesIn(Path folder) {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> needles().forEach((name, needle) -> {
                        if (read(file).contains(needle)) {
                            found.add(file + ": " + name);
                        }
                    }));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static Map<String, String> needles() {
        Map<String, String> needles = new TreeMap<>();
        look(needles, "key serial number", HEX.parseHex(PAD_SERIAL));
        for (String number : List.of(CHIP_NUMBER, TAP_NUMBER)) {
            for (String pin : List.of("1234", "0000")) {
                byte[] block = PinBlock.ISO_0.seal(
                        pin.getBytes(StandardCharsets.US_ASCII),
                        number.getBytes(StandardCharsets.US_ASCII),
                        PaymentKey.tdes(HEX.parseHex(ZONE), TdesSwitch.on()),
                        new Random(1));
                look(needles, "block of " + pin + " and a card that ends in " + number.substring(12), block);
            }
        }
        return needles;
    }

    private static void look(Map<String, String> needles, String name, byte[] secret) {
        needles.put(name, new String(secret, StandardCharsets.ISO_8859_1));
        needles.put(name + ", hex", HEX.formatHex(secret));
        needles.put(name + ", lower-case hex", HEX.formatHex(secret).toLowerCase(Locale.ROOT));
        needles.put(
                name + ", base64",
                Base64.getEncoder().withoutPadding().encodeToString(secret).substring(0, 10));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
