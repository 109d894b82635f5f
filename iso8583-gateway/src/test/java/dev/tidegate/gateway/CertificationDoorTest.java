package dev.tidegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.gateway.ServedGateway.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may say what of a certification run at the page's door, through a running gateway. */
final class CertificationDoorTest {
    private static final String RUN = "ab".repeat(32);
    private static final String PATH = "/api/v1/certification/" + RUN;

    @TempDir
    private static Path folder;

    private static ServedGateway gateway;
    private static PageVisitor rita;
    private static PageVisitor olga;

    @BeforeAll
    static void start() throws Exception {
        gateway = new ServedGateway(folder);
        Path pack = Files.createDirectories(folder.resolve("evidence/iso87-generic/scenarios"));
        Files.writeString(pack.resolveSibling("pack.json"), """
                {"format": "tidegate-evidence-v1", "run": "%s",
                 "facts": {"product": "Tidegate 0.1.0", "commit": "c", "profile": "iso87-generic",
                           "host": "acquirer simulator", "startedAt": "2026-11-23T07:30:00Z", "zone": "UTC"},
                 "scenarios": [
                   {"id": "D01", "section": "D", "title": "No answer", "verdict": "PASSED", "because": ""},
                   {"id": "D03", "section": "D", "title": "Parked", "verdict": "FAILED", "because": "frame 7"}]}
                """.formatted(RUN));
        Files.writeString(pack.resolve("D01.html"), "<!DOCTYPE html><title>D01</title>");
        Files.writeString(
                Files.createDirectories(folder.resolve("evidence/broken")).resolve("pack.json"), "{}");
        Files.writeString(folder.resolve("evidence/secret.html"), "no part of a pack");
        rita = signedIn("reviewer");
        olga = signedIn("operator");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void runs_ofTheFolder_areListedAndBrokenOnesCounted() {
        JsonNode list = olga.get("/api/v1/certification").body();

        assertThat(list.at("/runs/0/run").asText()).isEqualTo(RUN);
        assertThat(list.at("/runs/0/failed").asInt()).isEqualTo(1);
        assertThat(list.path("unreadable").asInt()).isEqualTo(1);
    }

    @Test
    void reviewer_whoChangesTheirMind_isOnRecordTwice() {
        Reply first = rita.post(PATH + "/D01/reject", Map.of("note", "The slip has no AID."));
        Reply second = rita.post(PATH + "/D01/sign-off", Map.of());

        JsonNode events = rita.get(PATH + "/sign-off.json").body().path("events");
        assertThat(first.status()).isEqualTo(200);
        assertThat(second.body().at("/scenarios/0/said/1/decision").asText()).isEqualTo("SIGNED");
        assertThat(events.findValuesAsText("decision")).containsExactly("REJECTED", "SIGNED");
        assertThat(events.findValuesAsText("reviewer")).containsOnly("reviewer");
        assertThat(events.at("/0/note").asText()).isEqualTo("The slip has no AID.");
    }

    @Test
    void operator_whoSignsOff_isRefusedByRole() {
        Reply reply = olga.post(PATH + "/D03/sign-off", Map.of());

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.body().path("condition").asText()).isEqualTo("ROLE");
    }

    @Test
    void rejection_withoutAWord_isRefused() {
        Reply reply = rita.post(PATH + "/D03/reject", Map.of("note", " "));

        assertThat(reply.body().path("condition").asText()).isEqualTo("REASON");
    }

    @Test
    void note_withDigitsLikeACardNumber_isRefused() {
        Reply reply = rita.post(PATH + "/D03/sign-off", Map.of("note", "seen 4761 7390 0101 0119"));

        assertThat(reply.body().path("condition").asText()).isEqualTo("CARD_NUMBER");
    }

    @Test
    void signOff_fromAnotherPage_isRefused() {
        PageVisitor other = signedIn("reviewer");
        other.forgetToken();

        assertThat(other.post(PATH + "/D03/sign-off", Map.of()).status()).isEqualTo(403);
    }

    @Test
    void evidence_ofAScenario_isThePackSPage() {
        Reply reply = olga.get(PATH + "/evidence/scenarios/D01.html");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.type()).startsWith("text/html");
        assertThat(reply.body().asText()).contains("<title>D01</title>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/evidence/scenarios/D03.html",
                "/evidence/secret.html",
                "/evidence/..%2Fsecret.html",
                "/evidence/scenarios/..%2F..%2Fsecret.html",
                "/evidence/%2Fetc%2Fpasswd"
            })
    void evidence_thatIsNoFileOfThePack_isNotThere(String path) {
        assertThat(olga.get(PATH + path).status()).isIn(400, 404);
    }

    private static PageVisitor signedIn(String person) {
        gateway.home().people().set(person, PageVisitor.SECRET.toCharArray());
        PageVisitor visitor = gateway.visitor();
        assertThat(visitor.signIn(person, PageVisitor.SECRET).status()).isEqualTo(200);
        return visitor;
    }
}
