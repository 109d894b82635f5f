package dev.tidegate.till.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import dev.tidegate.crypto.ParametersKeeper;
import dev.tidegate.crypto.ParametersKeeper.Verdict;
import dev.tidegate.crypto.SignedParameters;
import dev.tidegate.till.fake.TestClock;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A till against a gateway whose parameters go on. */
final class ParametersWatchTest {
    private static final String PATH = "/v1/parameters";

    @TempDir
    private Path folder;

    private final TestClock clock = new TestClock();
    private final List<String> heard = new ArrayList<>();
    private WireMockGateway gateway;
    private HttpGateway client;
    private ParametersKeeper keeper;
    private ParametersWatch watch;

    /** One that nobody listens to. */
    static ParametersWatch quiet(HttpGateway gateway, ParametersKeeper keeper, InstantSource clock) {
        return new ParametersWatch(gateway, keeper, clock, new Ears(new ArrayList<>()));
    }

    @BeforeEach
    void open() {
        gateway = new WireMockGateway(folder);
        client = gateway.patient();
        keeper = gateway.enrolment.till().parameters();
        watch = new ParametersWatch(client, keeper, clock, new Ears(heard));
    }

    @AfterEach
    void close() {
        client.close();
        gateway.close();
    }

    @Test
    void heard_aNewVersion_isFetchedTakenAndConfirmed() {
        offers(version(7).raw());

        watch.heard(7);

        assertThat(keeper.version()).isEqualTo(7);
        assertThat(heard).containsExactly("TAKEN 7");
        assertThat(watch.confirmedAt()).isEqualTo(clock.instant());
    }

    @Test
    void heard_theVersionThatIsThere_asksForNothing() {
        offers(version(7).raw());
        watch.heard(7);
        gateway.server.resetRequests();

        watch.heard(7);

        gateway.server.verify(0, getRequestedFor(urlEqualTo(PATH)));
    }

    @Test
    void heard_another_asksForWhatItHasNot() {
        offers(version(7).raw());
        watch.heard(7);
        offers(version(8).raw());

        watch.heard(8);

        gateway.server.verify(getRequestedFor(urlEqualTo(PATH)).withHeader("If-None-Match", equalTo("\"7\"")));
        assertThat(keeper.version()).isEqualTo(8);
    }

    @Test
    void heard_aLowerVersion_isRefusedOnceAndTheOldOnesStay() {
        offers(version(7).raw());
        watch.heard(7);
        offers(version(6).raw());

        watch.heard(6);
        watch.heard(6);

        assertThat(heard).containsExactly("TAKEN 7", "LOWER_VERSION 7");
        assertThat(keeper.version()).isEqualTo(7);
        assertThat(watch.last()).isEqualTo(Verdict.LOWER_VERSION);
    }

    @Test
    void heard_aGoodOneAfterARefusedOne_isWellAgain() {
        offers(Octets.of(new byte[] {1}));
        watch.heard(6);
        offers(version(7).raw());

        watch.heard(7);

        assertThat(heard).containsExactly("BAD_FORMAT 0", "TAKEN 7");
        assertThat(watch.last().isRefusal()).isFalse();
    }

    @Test
    void heard_aGatewayThatDoesNotAnswerAsOne_isAskedAgain() {
        for (int status : new int[] {200, 304, 404, 503}) {
            gateway.server.stubFor(get(urlEqualTo(PATH)).willReturn(aResponse().withStatus(status)));
            watch.heard(7);
        }

        assertThat(keeper.current()).isNull();
        assertThat(watch.confirmedAt()).isNull();
        assertThat(heard).isEmpty();
        gateway.server.verify(4, getRequestedFor(urlEqualTo(PATH)));
    }

    @Test
    void heard_nothing_ofAGatewayThatTellsNoVersion_changesNothing() {
        watch.heard(0);

        gateway.server.verify(0, getRequestedFor(urlEqualTo(PATH)));
    }

    private SignedParameters version(long version) {
        return gateway.enrolment.parameters(version, all -> all);
    }

    private void offers(Octets raw) {
        String bytes = Base64.getEncoder().encodeToString(raw.toByteArray());
        gateway.server.stubFor(
                get(urlEqualTo(PATH)).willReturn(okJson("{\"version\":1,\"parameters\":\"" + bytes + "\"}")));
    }

    private record Ears(List<String> said) implements ParametersWatch.Ears {
        @Override
        public void heard(Verdict verdict, long version) {
            said.add(verdict + " " + version);
        }

        @Override
        public void broke(RuntimeException why) {
            said.add("BROKE");
        }
    }
}
