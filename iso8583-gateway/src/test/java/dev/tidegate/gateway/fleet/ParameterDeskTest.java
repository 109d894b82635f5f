package dev.tidegate.gateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.TillId;
import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.crypto.ParametersIssuer;
import dev.tidegate.crypto.ParametersKeeper;
import dev.tidegate.crypto.TillHome;
import dev.tidegate.crypto.TillParameters;
import dev.tidegate.crypto.TillParameters.Ceiling;
import dev.tidegate.gateway.fixture.HandClock;
import dev.tidegate.gateway.fixture.Profiles;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.profile.Terminal;
import dev.tidegate.gateway.store.Database;
import dev.tidegate.gateway.store.ParametersRow;
import dev.tidegate.gateway.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tills are told of their merchants and acquirers. */
final class ParameterDeskTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static GatewayHome home;
    private static ParametersIssuer issuer;

    private final HandClock clock = new HandClock(NOON);
    private Store store;
    private ParameterDesk desk;

    @BeforeAll
    static void makeKeys() {
        HandClock clock = new HandClock(NOON);
        home = GatewayHome.init(shared.resolve("gateway"), clock);
        issuer = home.parameters();
        var ignored = home.enrolTill(Sales.TILL, shared.resolve("till"), clock);
    }

    @BeforeEach
    void open() {
        store = Store.open(new Database("jdbc:sqlite:" + folder.resolve("gateway.db"), "", ""), UUID.randomUUID());
        desk = new ParameterDesk(store, issuer, clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void of_theGenericProfile_saysWhatIsInIt() {
        TillParameters said = wanted(Profiles.generic(), null);

        assertThat(said.agreed()).isEqualTo(new TillParameters.Agreed(false, true, true, true, true, false, true));
        assertThat(said.ages().deferredHold()).isEqualTo(Duration.ofHours(72));
        assertThat(said.merchant().name()).isEqualTo("Corner Shop");
    }

    @Test
    void of_aProfileWithoutADeferredMark_saysSo() throws IOException {
        Profile without = Profiles.withoutDeferral(Files.createDirectory(folder.resolve("profile")));

        assertThat(wanted(without, null).agreed().deferredMark()).isFalse();
    }

    @Test
    void publish_whatWasNeverTold_isSignedAndBelievedByTheTill() {
        TillParameters wanted = wanted(Profiles.generic(), new Ceiling(5, Duration.ofHours(1), 1, 2, 2));

        int issued = desk.publish(List.of(wanted));

        ParametersKeeper keeper = new TillHome(shared.resolve("till")).parameters();
        assertThat(issued).isOne();
        assertThat(keeper.take(told().raw())).isEqualTo(ParametersKeeper.Verdict.TAKEN);
        assertThat(keeper.current()).isEqualTo(wanted.as(NOON.getEpochSecond(), NOON));
    }

    @Test
    void publish_theSameAgain_tellsNothingNew() {
        TillParameters wanted = wanted(Profiles.generic(), null);
        assertThat(desk.publish(List.of(wanted))).isOne();
        ParametersRow first = told();
        clock.pass(Duration.ofDays(1));

        assertThat(desk.publish(List.of(wanted))).isZero();
        assertThat(told()).isEqualTo(first);
    }

    @Test
    void publish_aChangeByAClockThatWasPutBack_hasAHigherVersion() {
        assertThat(desk.publish(List.of(wanted(Profiles.generic(), null)))).isOne();
        long before = told().version();
        clock.pass(Duration.ofDays(-1));

        assertThat(desk.publish(List.of(wanted(Profiles.named("ifsf-like"), null))))
                .isOne();
        assertThat(told().version()).isEqualTo(before + 1);
    }

    @Test
    void publish_byAnotherSigner_isToldAnew() {
        TillParameters wanted = wanted(Profiles.generic(), null);
        assertThat(desk.publish(List.of(wanted))).isOne();
        ParametersIssuer other =
                GatewayHome.init(folder.resolve("other"), clock).parameters();

        assertThat(new ParameterDesk(store, other, clock).publish(List.of(wanted)))
                .isOne();
    }

    @Test
    void publish_afterARestore_isToldUnderAHigherVersionThanTheLostLifeHad() {
        TillParameters wanted = wanted(Profiles.generic(), null);
        assertThat(desk.publish(List.of(wanted))).isOne();
        long lost = told().version();
        clock.pass(Duration.ofHours(1));
        int ignored = new Restore(store, clock).begin(UUID.randomUUID());

        assertThat(desk.publish(List.of(wanted))).isOne();
        assertThat(told().version()).isGreaterThan(lost);
    }

    @Test
    void publish_moreTillsThanOneTransactionTakes_tellsEach() {
        List<TillParameters> all = IntStream.range(0, 70)
                .mapToObj(i -> new TillId(new UUID(7, i)))
                .map(till -> ParameterDesk.of(terminal(till), Profiles.generic(), null))
                .toList();

        assertThat(desk.publish(all)).isEqualTo(70);
        assertThat(desk.told(new TillId(new UUID(7, 69)))).isPresent();
    }

    private ParametersRow told() {
        return Objects.requireNonNull(desk.told(Sales.TILL).orElse(null));
    }

    private static TillParameters wanted(Profile profile, @Nullable Ceiling ceiling) {
        return ParameterDesk.of(terminal(Sales.TILL), profile, ceiling);
    }

    private static Terminal terminal(TillId till) {
        return new Terminal(
                till,
                "house",
                "TILL0001",
                "TIDEGATE0000001",
                "Corner Shop" + " ".repeat(29),
                "5411",
                Currency.getInstance("EUR"),
                ZoneId.of("Europe/Berlin"));
    }
}
