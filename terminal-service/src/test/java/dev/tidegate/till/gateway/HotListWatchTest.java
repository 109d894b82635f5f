package dev.tidegate.till.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import dev.tidegate.crypto.HotListKeeper;
import dev.tidegate.crypto.HotListKeeper.Verdict;
import dev.tidegate.crypto.SignedHotList;
import dev.tidegate.till.fake.Samples;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A till against a gateway whose hot list goes on. */
final class HotListWatchTest {
    private static final String PATH = "/v1/hot-list";
    private static final Pan CARD = Samples.clearCard().pan();

    @TempDir
    private Path folder;

    private final List<String> heard = new ArrayList<>();
    private WireMockGateway gateway;
    private HttpGateway client;
    private HotListKeeper keeper;
    private HotListWatch watch;

    @BeforeEach
    void open() {
        gateway = new WireMockGateway(folder);
        client = gateway.patient();
        keeper = gateway.enrolment.till().hotList();
        watch = new HotListWatch(client, keeper, (verdict, version) -> heard.add(verdict + " " + version));
    }

    @AfterEach
    void close() {
        client.close();
        gateway.close();
    }

    @Test
    void look_aListOfTheGateway_isTakenAndTold() {
        SignedHotList list = published();
        offers(list.raw());

        watch.look();

        assertThat(keeper.lists(CARD, 1)).isTrue();
        assertThat(heard).containsExactly("TAKEN " + list.list().version());
        assertThat(watch.last()).isEqualTo(Verdict.TAKEN);
    }

    @Test
    void look_again_asksForWhatIsNewer() {
        SignedHotList list = published();
        offers(list.raw());
        watch.look();
        gateway.server.stubFor(get(urlPathEqualTo(PATH)).willReturn(aResponse().withStatus(204)));

        watch.look();

        gateway.server.verify(getRequestedFor(urlEqualTo(PATH + "?newer=0")));
        gateway.server.verify(
                getRequestedFor(urlEqualTo(PATH + "?newer=" + list.list().version())));
        assertThat(heard).hasSize(1);
        assertThat(keeper.lists(CARD, 1)).isTrue();
    }

    @Test
    void look_aListThatIsNotBelieved_keepsTheOldOneAndTellsOnce() {
        offers(published().raw());
        watch.look();
        byte[] forged = published().raw().toByteArray();
        forged[forged.length - 1] ^= 1;
        offers(Octets.of(forged));

        watch.look();
        watch.look();

        assertThat(heard).hasSize(2).last().isEqualTo("BAD_SIGNATURE " + keeper.version());
        assertThat(watch.last().isRefusal()).isTrue();
        assertThat(keeper.lists(CARD, 1)).isTrue();
    }

    @Test
    void look_aGoodListAfterARefusedOne_isWellAgain() {
        offers(Octets.of(new byte[] {1}));
        watch.look();
        offers(published().raw());

        watch.look();

        assertThat(heard).hasSize(2).first().isEqualTo("BAD_FORMAT 0");
        assertThat(watch.last()).isEqualTo(Verdict.TAKEN);
    }

    @Test
    void look_aGatewayThatDoesNotAnswerAsOne_changesNothing() {
        for (int status : new int[] {200, 404, 503}) {
            gateway.server.stubFor(
                    get(urlPathEqualTo(PATH)).willReturn(aResponse().withStatus(status)));
            watch.look();
        }

        assertThat(heard).isEmpty();
        assertThat(keeper.version()).isZero();
    }

    private SignedHotList published() {
        return gateway.enrolment
                .gateway()
                .hotLists()
                .publish(List.of(CARD), List.of(), InstantSource.system().instant(), new SecureRandom());
    }

    private void offers(Octets raw) {
        String list = Base64.getEncoder().encodeToString(raw.toByteArray());
        gateway.server.stubFor(
                get(urlPathEqualTo(PATH)).willReturn(okJson("{\"version\":1,\"list\":\"" + list + "\"}")));
    }
}
