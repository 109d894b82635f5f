package dev.tidegate.till;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.till.fake.ScriptedKernel.Card;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What training survives, and what the till survives of training. */
final class TrainingRestartTest {
    @TempDir
    private Path folder;

    private RunningTill till;

    @BeforeEach
    void start() {
        till = RunningTill.in(folder);
        till.awaitOnline();
    }

    @AfterEach
    void stop() {
        till.close();
    }

    private Path training() {
        return till.enrolment.till().folder().resolve("training");
    }

    @Test
    void start_nobodyTrains_makesNoFolder() {
        assertThat(training()).doesNotExist();
        assertThat(till.inTraining(true).get("/payments").body().path("code").asText())
                .isEqualTo("training_not_open");
    }

    @Test
    void enter_aSaleOnTheScreen_isRefused() {
        JsonNode sold = till.sell(Card.ASKS, 1250);

        RunningTill.Answer answer = till.enterTraining();

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().path("code").asText()).isEqualTo("sale_open");
        assertThat(till.inTraining(false).seen(sold).path("shown").asBoolean()).isTrue();
    }

    @Test
    void death_inTheMiddleOfTraining_endsAsALiveOneWould() {
        RunningTill.Answer ignored = till.enterTraining();
        ignored = till.post("/drawer/network", "{\"network\":\"DOWN\"}");
        String stored =
                till.seen(till.train("chip-approves", 900, "k-1")).path("id").asText();
        Path dead = folder.resolve("dead");
        StoreDump.copy(training(), dead);
        till.beforeNextStart(home -> replace(home.resolve("training"), dead));

        till = till.restarted().inTraining(true);

        JsonNode drained = till.await(
                "/payments/" + stored, payment -> payment.path("state").asText().equals("CAPTURED"));
        assertThat(drained.at("/captured/value").asLong()).isEqualTo(900);
        assertThat(till.enterTraining().body().path("started_afresh").asBoolean())
                .isFalse();
    }

    @Test
    void start_aDamagedTrainingFolder_sellsAndTrainsAfresh() {
        RunningTill.Answer ignored = till.enterTraining();
        JsonNode trained = till.seen(till.train("chip-approves", 900, "k-1"));
        till.beforeNextStart(home -> write(home.resolve("training/shop.db"), "no database"));

        till = till.restarted();

        till.awaitOnline();
        assertThat(till.sellAndSee(Card.ASKS, 1250).path("state").asText()).isEqualTo("CAPTURED");
        assertThat(till.enterTraining().body().path("started_afresh").asBoolean())
                .isTrue();
        assertThat(till.get("/payments/" + trained.path("id").asText()).status())
                .isEqualTo(404);
    }

    @Test
    void startAfresh_whatWasTrained_isForgottenAndTheShopKeepsAll() {
        JsonNode sold = till.sellAndSee(Card.ASKS, 1250);
        RunningTill.Answer ignored = till.enterTraining();
        JsonNode trained = till.seen(till.train("chip-approves", 900, "k-1"));

        assertThat(till.inTraining(false).post("/training/afresh", "{}").status())
                .isEqualTo(200);

        assertThat(till.get("/payments/" + sold.path("id").asText()).status()).isEqualTo(200);
        assertThat(till.inTraining(true)
                        .get("/payments/" + trained.path("id").asText())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void card_whileNoneIsAskedFor_isRefused() {
        RunningTill.Answer ignored = till.enterTraining();

        assertThat(till.post("/drawer/cards/chip-approves", "{}").status()).isEqualTo(409);
        assertThat(till.post("/drawer/cards/gold", "{}").status()).isEqualTo(404);
    }

    @Test
    void training_whereNobodyIsSignedIn_isShut() {
        till.close();
        till = RunningTill.in(folder.resolve("guarded"), Map.of("TILL_SIGN_IN", "required"));

        assertThat(till.enterTraining().status()).isEqualTo(401);
        assertThat(till.inTraining(true).get("/payments").status()).isEqualTo(401);
        assertThat(till.get("/drawer").status()).isEqualTo(401);
    }

    private static void replace(Path at, Path by) {
        StoreDump.delete(at);
        StoreDump.copy(by, at);
    }

    private static void write(Path file, String text) {
        try {
            Path ignored = Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
