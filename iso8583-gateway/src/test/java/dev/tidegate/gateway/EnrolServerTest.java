package dev.tidegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.crypto.CertsOnly;
import dev.tidegate.crypto.DeviceAuthority;
import dev.tidegate.crypto.TillRenewal;
import dev.tidegate.gateway.ServedGateway.Reply;
import dev.tidegate.gateway.fixture.Sales;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Enrolment, renewal and the register, over real TLS and beside a running service. */
class EnrolServerTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path shared;

    private static ServedGateway gateway;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        gateway = new ServedGateway(shared);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static TillId newId() {
        return new TillId(UUID.randomUUID());
    }

    private static String stateOf(TillId till) {
        for (JsonNode one : gateway.fromPage("/api/v1/tills").body().path("tills")) {
            if (one.path("id").asText().equals(till.toString())) {
                return one.path("state").asText();
            }
        }
        return "";
    }

    private static HttpClient client(Path keyStore) throws Exception {
        return HttpClient.newBuilder()
                .sslContext(ServedGateway.context(keyStore, gateway.till.home().trustStore()))
                .build();
    }

    private static Reply get(HttpClient by, String path) {
        return ServedGateway.send(by, HttpRequest.newBuilder(gateway.api(path)).build());
    }

    @Test
    void till_fromInvitationToChain_isEnrolled() throws Exception {
        TillId till = newId();
        NewTill fresh = new NewTill(gateway, folder.resolve("till"), NewTill.invited(gateway, till));
        String invited = stateOf(till);

        fresh.certify(fresh.ask(fresh.code.token()));
        String certified = stateOf(till);
        TillId enrolled = fresh.finish(fresh.chain());

        assertThat(List.of(invited, certified, stateOf(till))).containsExactly("INVITED", "ENROLLING", "ENROLLED");
        assertThat(enrolled).isEqualTo(till);
        assertThat(fresh.home().till()).isEqualTo(till);
        assertThat(get(fresh.known(), "/v1/results").body().path("code").asText())
                .as("it is known, and has no terminal id in this configuration")
                .isEqualTo("till_without_terminal");
    }

    @Test
    void till_whoseAnswersAreLost_asksAgain() throws Exception {
        TillId till = newId();
        NewTill fresh = new NewTill(gateway, folder.resolve("till"), NewTill.invited(gateway, till));
        assertThat(fresh.ask(fresh.code.token()).status()).isEqualTo(200);
        fresh.certify(fresh.ask(fresh.code.token()));
        assertThat(fresh.chain().status()).isEqualTo(200);

        assertThat(fresh.finish(fresh.chain())).isEqualTo(till);
    }

    @Test
    void till_withoutItsChain_mayCallNothingElse() throws Exception {
        NewTill fresh = new NewTill(gateway, folder.resolve("till"), NewTill.invited(gateway, newId()));
        fresh.certify(fresh.ask(fresh.code.token()));

        Reply reply = get(fresh.known(), "/v1/results");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.body().path("code").asText()).isEqualTo("till_not_enrolled");
    }

    @Test
    void refusals_ofEachKind_areOneWordOutsideAndManyInside() throws Exception {
        NewTill fresh = new NewTill(gateway, folder.resolve("till"), NewTill.invited(gateway, newId()));
        NewTill other = new NewTill(gateway, folder.resolve("other"), NewTill.invited(gateway, newId()));
        assertThat(fresh.ask(fresh.code.token()).status()).isEqualTo(200);

        Reply used = other.ask(fresh.code.token());
        Reply unknown = other.ask(Octets.of(new byte[16]));
        Reply missing = other.ask(Octets.empty());

        assertThat(used.status()).isEqualTo(401);
        assertThat(used).isEqualTo(unknown).isEqualTo(missing);
        assertThat(used.body().path("code").asText()).isEqualTo("enrolment_refused");
        assertThat(gateway.fromPage("/api/v1/tills/events?limit=3").body().findValuesAsText("code"))
                .containsExactly("TOKEN_MISSING", "TOKEN_UNKNOWN", "TOKEN_USED");
    }

    @Test
    void request_thatIsNone_isRefusedAndTheTokenStaysGood() throws Exception {
        NewTill fresh = new NewTill(gateway, folder.resolve("till"), NewTill.invited(gateway, newId()));

        Reply reply = ServedGateway.send(
                fresh.stranger(),
                NewTill.pkcs10(
                        gateway.api("/.well-known/est/simpleenroll"), Octets.of(new byte[4_000]), fresh.code.token()));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(fresh.ask(fresh.code.token()).status()).isEqualTo(200);
    }

    @Test
    void authority_askedForByAStranger_isTheOneOfTheCode() throws Exception {
        NewTill fresh = new NewTill(gateway, folder.resolve("till"), NewTill.invited(gateway, newId()));

        Reply reply = get(fresh.stranger(), "/.well-known/est/cacerts");

        assertThat(reply.type()).isEqualTo("application/pkcs7-mime;smime-type=certs-only");
        assertThat(CertsOnly.read(NewTill.decoded(reply)))
                .containsExactly(gateway.home().authorityCertificate());
    }

    @Test
    void gateway_ofAnotherAuthority_isNotBelieved() throws Exception {
        DeviceAuthority stranger = DeviceAuthority.create(folder.resolve("ca.p12"), InstantSource.system());
        String code = dev.tidegate.crypto.EnrolmentCode.fresh(stranger.certificate(), new java.security.SecureRandom())
                .text();
        NewTill fresh = new NewTill(gateway, folder.resolve("till"), code);

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> fresh.ask(fresh.code.token()))
                .withMessageContaining("authority of the enrolment code");
    }

    @Test
    void caller_withoutACertificate_comesNoFurther() throws Exception {
        NewTill fresh = new NewTill(gateway, folder.resolve("till"), NewTill.invited(gateway, newId()));
        HttpClient stranger = fresh.stranger();

        for (String path : List.of("/v1/results", "/v1/enrolment", "/.well-known/est/simplereenroll", "/v1/")) {
            assertThat(get(stranger, path).status()).as(path).isEqualTo(401);
        }
        for (String path : List.of(
                "/api/v1/payments",
                "/",
                "/index.html",
                "/.well-known/est/../../api/v1/payments",
                "/v1/../api/v1/tills",
                "/.well-known/est/%2e%2e/%2e%2e/api/v1/tills",
                "//api/v1/tills")) {
            assertThat(get(stranger, path).status()).as(path).isIn(400, 401, 404);
        }
    }

    @Test
    void page_onItsOwnDoor_hasNoEnrolment() {
        assertThat(gateway.fromPage("/.well-known/est/cacerts").status()).isEqualTo(404);
        assertThat(gateway.fromPage("/v1/enrolment").status()).isEqualTo(404);
    }

    @Test
    void certificate_renewed_isANewKeyAndTheOldOneWorksToo() throws Exception {
        NewTill till = NewTill.enrolled(gateway, folder.resolve("till"), newId());
        HttpClient before = till.known();
        TillRenewal renewal = TillRenewal.of(till.home());

        Reply reply = ServedGateway.send(
                before,
                NewTill.pkcs10(gateway.api("/.well-known/est/simplereenroll"), renewal.request(), Octets.empty()));
        renewal.certify(CertsOnly.read(NewTill.decoded(reply)), Instant.now());

        assertThat(get(till.known(), "/v1/results").body().path("code").asText())
                .isEqualTo("till_without_terminal");
        assertThat(get(before, "/v1/results").body().path("code").asText()).isEqualTo("till_without_terminal");
        assertThat(gateway.fromPage("/api/v1/tills/events?limit=1").body().findValuesAsText("event"))
                .containsExactly("RENEWED");
    }

    @Test
    void certificate_thatHasRunOut_bringsSalesHearsAndRenewsOnly() throws Exception {
        Path late = folder.resolve("late.p12");
        Instant issued = Instant.now().minus(Duration.ofDays(100));
        gateway.home().authority(InstantSource.fixed(issued)).issueTill(Sales.TILL, late);
        HttpClient till = client(late);

        Reply results = get(till, "/v1/results");
        Reply journal = ServedGateway.send(till, ServedGateway.request(gateway.api("/v1/journal"), "{\"records\":[]}"));
        Reply beat = ServedGateway.send(till, ServedGateway.request(gateway.api("/v1/heartbeat"), "{}"));
        Reply renewal = ServedGateway.send(
                till,
                NewTill.pkcs10(
                        gateway.api("/.well-known/est/simplereenroll"),
                        TillRenewal.of(gateway.till.home()).request(),
                        Octets.empty()));

        assertThat(List.of(results.status(), journal.status(), beat.status(), renewal.status()))
                .containsExactly(200, 200, 403, 200);
        assertThat(beat.body().path("code").asText()).isEqualTo("certificate_expired");
        assertThat(gateway.fromPage("/api/v1/tills/events?limit=9").body().findValuesAsText("event"))
                .contains("EXPIRED_USED");
    }

    @Test
    void certificate_thatRanOutLongAgo_isRefusedInTheHandshake() throws Exception {
        Path late = folder.resolve("late.p12");
        Instant issued = Instant.now().minus(Duration.ofDays(190));
        gateway.home().authority(InstantSource.fixed(issued)).issueTill(Sales.TILL, late);
        HttpClient till = client(late);

        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> get(till, "/v1/results"));
    }

    @Test
    void tills_listedByCommand_areThoseOfTheApi() throws Exception {
        TillId till = newId();
        NewTill fresh = NewTill.enrolled(gateway, folder.resolve("till"), till);

        JsonNode told = JSON.readTree(gateway.command("tills", "--json"));
        String lines = gateway.command("tills");

        assertThat(told.path("tills").findValuesAsText("id")).contains(till.toString(), Sales.TILL.toString());
        assertThat(lines).contains(till + "  ENROLLED ").contains("Till 2");
        assertThat(fresh.home().till()).isEqualTo(till);
    }

    @Test
    void inventory_ofTheLiveDoor_isOneProtocolAndOneSuite() throws Exception {
        JsonNode told = gateway.fromPage("/api/v1/certificates").body();

        assertThat(told.path("protocols")).hasSize(1);
        assertThat(told.at("/protocols/0").asText()).isEqualTo("TLSv1.3");
        assertThat(told.path("cipherSuites")).hasSize(1);
        assertThat(told.at("/cipherSuites/0").asText()).isEqualTo("TLS_AES_256_GCM_SHA384");
        assertThat(told.path("certificates").findValuesAsText("kind")).contains("AUTHORITY", "GATEWAY");
        assertThat(told.at("/certificates/1/daysLeft").asLong()).isBetween(80L, 90L);
    }

    @Test
    void health_ofTheCertificate_isGood() {
        Reply health = ServedGateway.send(
                HttpClient.newHttpClient(),
                HttpRequest.newBuilder(gateway.admin("/healthcheck")).build());

        assertThat(health.body().at("/certificate/healthy").asBoolean()).isTrue();
    }

    @Test
    void invitation_asText_saysWhatToType() throws Exception {
        String told = gateway.command("invite-till");

        assertThat(told)
                .containsPattern("code     [23][0-9A-Z]{3}-")
                .contains("expires  ")
                .contains("till     ");
    }
}
