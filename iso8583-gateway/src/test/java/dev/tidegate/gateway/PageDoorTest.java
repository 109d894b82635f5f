package dev.tidegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.core.card.Octets;
import dev.tidegate.gateway.ServedGateway.Reply;
import dev.tidegate.gateway.fixture.Sales;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What a running gateway tells of frames and links. */
class PageDoorTest {
    private static final String DECLINED = "0210723800000AC0800016" + Sales.NUMBER
            + "000000000000001250112213040500001714040511223632363332303030303030313531" + "54494C4C30303031"
            + "4D45524348414E54303030303030310978";

    @TempDir
    private static Path folder;

    private static ServedGateway gateway;
    private static PageVisitor olga;

    @BeforeAll
    static void start() throws Exception {
        gateway = new ServedGateway(folder);
        olga = gateway.visitor();
        assertThat(olga.signIn("operator", PageVisitor.SECRET).status()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static Reply decode(String profile, String frame) {
        return olga.post("/api/v1/decode", Map.of("profile", profile, "frame", frame));
    }

    private static FrameStore frames() {
        return FrameStore.in(
                folder.resolve("gateway"), Vault.frames(Enrolled.once().keys()), InstantSource.system());
    }

    @Test
    void frame_thatIsPasted_isExplainedWithItsDigitsMasked() {
        Reply reply = decode("iso87-generic", DECLINED.replaceAll("(.{32})", "$1 \n"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().path("type").asText()).isEqualTo("0210");
        assertThat(reply.body().path("disagreement").isNull()).isTrue();
        JsonNode number = reply.body().at("/lines/2");
        assertThat(number.path("field").asInt()).isEqualTo(2);
        assertThat(number.path("offset").asInt()).isEqualTo(10);
        assertThat(number.path("value").asText()).isEqualTo("16 digits, **** 0119");
        assertThat(reply.body().toString()).doesNotContain(Sales.NUMBER.substring(0, 8));
    }

    @Test
    void frame_thatIsCutOff_namesTheFirstByteThatDisagrees() {
        Reply reply = decode("iso87-generic", DECLINED.substring(0, 60));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().at("/disagreement/offset").asInt()).isPositive();
        assertThat(reply.body().at("/disagreement/what").asText()).startsWith("field ");
    }

    @Test
    void frame_thatIsNoHexadecimal_hasATypedAnswerThatRepeatsNothing() {
        Map<String, String> conditions =
                Map.of("0210zz", "NOT_HEX", "021", "ODD", " \n", "EMPTY", "0\uff12", "NOT_HEX");

        conditions.forEach((frame, condition) -> {
            Reply reply = decode("iso87-generic", frame);

            assertThat(reply.status()).as(condition).isEqualTo(422);
            assertThat(reply.body().path("condition").asText()).isEqualTo(condition);
            assertThat(reply.body().toString()).doesNotContain("0210zz");
        });
    }

    @Test
    void frame_longerThanAny_isRefused() {
        assertThat(decode("iso87-generic", "00".repeat(32 * 1024 + 1)).status()).isEqualTo(413);
        assertThat(decode("iso87-generic", "0".repeat(300 * 1024)).status()).isEqualTo(413);
    }

    @Test
    void profile_thatIsNone_isNotFoundAndLeavesItsFolder() {
        assertThat(decode("no-such", "00").status()).isEqualTo(404);
        assertThat(decode("../acquirers/iso87-generic", "00").status()).isEqualTo(404);
        assertThat(olga.get("/api/v1/profiles").body().path("profiles"))
                .extracting(JsonNode::asText)
                .contains("iso87-generic", "elavon-like", "ifsf-like");
    }

    @Test
    void frame_thatIsPasted_isInNoLogAndNoFile() throws IOException {
        Queue<String> said = new ConcurrentLinkedQueue<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Logger own = (Logger) LoggerFactory.getLogger("dev.tidegate");
        Level before = own.getLevel();
        AppenderBase<ILoggingEvent> ear = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                said.add(event.getFormattedMessage());
            }
        };
        ear.start();
        root.addAppender(ear);
        own.setLevel(Level.ALL);
        try {
            Reply good = decode("iso87-generic", DECLINED);
            Reply cut = decode("iso87-generic", DECLINED.substring(0, 50));
            Reply bad = decode("iso87-generic", DECLINED + "x");
            Reply noJson = olga.post("/api/v1/decode", "{\"frame\":\"" + DECLINED);

            assertThat(Stream.of(good, cut, bad, noJson).map(Reply::status)).containsExactly(200, 200, 422, 400);
        } finally {
            root.detachAppender(ear);
            own.setLevel(before);
        }
        byte[] number = Octets.ofHex(Sales.NUMBER).toByteArray();
        byte[] digits = Sales.NUMBER.getBytes(StandardCharsets.US_ASCII);
        assertThat(said).noneMatch(line -> line.contains(Sales.NUMBER));
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile))
                    .noneMatch(file -> holds(file, digits) || holds(file, number));
        }
    }

    private static boolean holds(Path file, byte[] part) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            return text.contains(new String(part, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void frame_thatCouldNotBeRead_isListedAndExplainedWithoutLeavingItsSeal() {
        frames().keep("house", Octets.ofHex(DECLINED.substring(0, 60)).toByteArray(), "cut off");

        JsonNode kept = olga.get("/api/v1/frames").body().at("/frames/0");
        Reply explained = olga.post(
                "/api/v1/frames/" + kept.path("name").asText() + "/decode", Map.of("profile", "iso87-generic"));

        assertThat(kept.path("acquirer").asText()).isEqualTo("house");
        assertThat(explained.body().path("bytes").asInt()).isEqualTo(30);
        assertThat(explained.body().toString()).doesNotContain(Sales.NUMBER.substring(0, 8));
        assertThat(olga.post("/api/v1/frames/1-0-none/decode", Map.of("profile", "iso87-generic"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void link_thatIsUp_saysSinceWhenAndWhereAndHowMuch() {
        JsonNode link = olga.get("/api/v1/links").body().at("/links/0");

        assertThat(link.path("acquirer").asText()).isEqualTo("house");
        assertThat(link.path("profile").asText()).isEqualTo("iso87-generic");
        assertThat(link.path("state").asText()).isEqualTo("UP");
        assertThat(link.path("address").asText()).isEqualTo("127.0.0.1:" + gateway.host.port());
        assertThat(link.path("since").asText()).startsWith("20");
        assertThat(link.path("tls").asBoolean()).isFalse();
        assertThat(link.at("/counts/connected").asLong()).isPositive();
        assertThat(link.path("perSecond").asInt()).isPositive();
        assertThat(link.at("/echo/everySeconds").asLong()).isPositive();
        assertThat(link.at("/deferred/paused").asBoolean()).isFalse();
    }
}
