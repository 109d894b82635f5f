package dev.tidegate.till.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.crypto.PinHash;
import dev.tidegate.till.fake.TestClock;
import dev.tidegate.till.store.Person;
import dev.tidegate.till.store.ShopStore;
import dev.tidegate.till.store.SignedIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SessionsTest {
    private static final Person ANN = new Person("Ann", Person.Role.CASHIER);
    private static final Person MAI = new Person("Mai", Person.Role.MANAGER);

    @TempDir
    private Path folder;

    private final TestClock clock = new TestClock();
    private ShopStore shop;
    private Sessions sessions;

    @BeforeEach
    void open() {
        start();
        PinHash pin = PinHash.of("483920".toCharArray(), new SecureRandom());
        shop.people().put(ANN, pin);
        shop.people().put(MAI, pin);
    }

    private void start() {
        shop = ShopStore.open(folder.resolve("shop.db"));
        sessions = new Sessions(shop.sessions(), new SecureRandom(), clock);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void session_afterARestart_isStillThere() {
        String token = sessions.open(ANN);
        shop.close();

        start();

        assertThat(found(token).person()).isEqualTo(ANN);
    }

    @Test
    void token_isNowhereInTheDatabase() throws IOException {
        String token = sessions.open(ANN);
        shop.close();

        String file = new String(Files.readAllBytes(folder.resolve("shop.db")), StandardCharsets.ISO_8859_1);
        start();

        assertThat(file).contains("Ann").doesNotContain(token);
    }

    @Test
    void session_closed_isGone() {
        String token = sessions.open(ANN);

        sessions.close(token);

        assertThat(sessions.find(token)).isNull();
        assertThat(sessions.find("")).isNull();
    }

    @Test
    void session_ofSomebodyWithANewPin_isGone() {
        String token = sessions.open(ANN);

        shop.people().put(ANN, PinHash.of("909134".toCharArray(), new SecureRandom()));

        assertThat(sessions.find(token)).isNull();
    }

    @Test
    void session_ofSomebodyWhoHasLeft_isGone() {
        String token = sessions.open(ANN);

        assertThat(shop.people().remove("ann")).isTrue();

        assertThat(sessions.find(token)).isNull();
        assertThat(shop.people().all()).containsExactly(MAI);
    }

    @Test
    void managersRights_idleForAQuarterOfAnHour_areClosedAndTheSessionStands() {
        String token = sessions.open(MAI);
        clock.move(Sessions.MANAGER_IDLE_MAX.minusMillis(1));
        Person before = sessions.manager(found(token));

        clock.move(Duration.ofMillis(1));

        assertThat(before).isEqualTo(MAI);
        assertThat(sessions.manager(found(token))).isNull();
    }

    @Test
    void managersRights_besideACashier_areTheManagers() {
        String token = sessions.open(ANN);

        sessions.managerIsHere(found(token), MAI);

        assertThat(sessions.manager(found(token))).isEqualTo(MAI);
        assertThat(found(token).person()).isEqualTo(ANN);
    }

    @ParameterizedTest
    @ValueSource(ints = {-3, 3})
    void managersRights_theClockMovedByDays_areClosed(int days) {
        String token = sessions.open(MAI);

        clock.move(Duration.ofDays(days));

        SignedIn session = sessions.find(token);
        assertThat(session == null ? null : sessions.manager(session)).isNull();
    }

    private SignedIn found(String token) {
        return Objects.requireNonNull(sessions.find(token));
    }
}
