package dev.tidegate.gateway.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.crypto.KeyFileException;
import dev.tidegate.gateway.capture.Person;
import dev.tidegate.gateway.capture.Person.Role;
import dev.tidegate.gateway.fixture.HandClock;
import dev.tidegate.gateway.people.SignIn.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in. */
class SignInTest {
    private static final Person OLGA = new Person("olga", Set.of(Role.OPERATOR));
    private static final String RIVER = "four words and a river";
    private static final String WRONG = "some other long phrase";

    @TempDir
    private Path folder;

    private final HandClock clock = new HandClock(Instant.parse("2026-11-23T10:00:00Z"));
    private SignIn door = new SignIn(Map.of(), new GatewayHome(Path.of("")).people(), clock);

    @BeforeEach
    void olgaHasASecret() {
        new GatewayHome(folder).people().set("olga", RIVER.toCharArray());
        door = new SignIn(Map.of("olga", OLGA), new GatewayHome(folder).people(), clock);
    }

    private Outcome attempt(String name, String secret) {
        clock.pass(SignIn.TRIES_SPAN.dividedBy(SignIn.TRIES_MAX).plusMillis(1));
        return door.signIn(name, secret.toCharArray());
    }

    private void lock() {
        for (int i = 0; i < SignIn.WRONG_MAX; i++) {
            assertThat(attempt("olga", WRONG)).isEqualTo(new Outcome.Refused());
        }
    }

    @Test
    void person_withTheRightSecret_isWelcome() {
        assertThat(attempt("olga", RIVER)).isEqualTo(new Outcome.Welcome(OLGA));
    }

    @Test
    void person_withAWrongSecret_isRefusedAsIsNobody() {
        assertThat(attempt("olga", WRONG)).isEqualTo(new Outcome.Refused());
        assertThat(attempt("olga", "")).isEqualTo(new Outcome.Refused());
        assertThat(attempt("nobody", RIVER)).isEqualTo(new Outcome.Refused());
    }

    @Test
    void person_whoHasASecretAndIsNotListed_isRefused() {
        new GatewayHome(folder).people().set("gone", RIVER.toCharArray());

        assertThat(attempt("gone", RIVER)).isEqualTo(new Outcome.Refused());
    }

    @Test
    void secret_thatIsChangedBesideTheGateway_countsAtOnce() {
        new GatewayHome(folder).people().set("olga", WRONG.toCharArray());

        assertThat(attempt("olga", WRONG)).isEqualTo(new Outcome.Welcome(OLGA));
    }

    @Test
    void tenWrongSecrets_lockTheNameForHalfAnHour() {
        lock();

        assertThat(attempt("olga", RIVER)).isEqualTo(new Outcome.Refused());
        clock.pass(SignIn.LOCKED_FOR);
        assertThat(attempt("olga", RIVER)).isEqualTo(new Outcome.Welcome(OLGA));
    }

    @Test
    void lock_thatIsKnockedAt_isNotProlonged() {
        lock();
        clock.pass(SignIn.LOCKED_FOR.dividedBy(2));
        assertThat(attempt("olga", WRONG)).isEqualTo(new Outcome.Refused());

        clock.pass(SignIn.LOCKED_FOR.dividedBy(2));

        assertThat(attempt("olga", RIVER)).isEqualTo(new Outcome.Welcome(OLGA));
    }

    @Test
    void nineWrongSecretsAndTheRightOne_countFromZeroAgain() {
        for (int i = 0; i < SignIn.WRONG_MAX - 1; i++) {
            assertThat(attempt("olga", WRONG)).isEqualTo(new Outcome.Refused());
        }
        assertThat(attempt("olga", RIVER)).isEqualTo(new Outcome.Welcome(OLGA));

        assertThat(attempt("olga", WRONG)).isEqualTo(new Outcome.Refused());
        assertThat(attempt("olga", RIVER)).isEqualTo(new Outcome.Welcome(OLGA));
    }

    @Test
    void tries_moreThanAMinuteTakes_areNotLookedAt() {
        for (int i = 0; i < SignIn.TRIES_MAX; i++) {
            assertThat(door.signIn("nobody", WRONG.toCharArray())).isEqualTo(new Outcome.Refused());
        }

        assertThat(door.signIn("olga", RIVER.toCharArray())).isEqualTo(new Outcome.TooMany());
        clock.pass(SignIn.TRIES_SPAN.minus(Duration.ofMillis(1)));
        assertThat(door.signIn("olga", RIVER.toCharArray())).isEqualTo(new Outcome.TooMany());
        clock.pass(Duration.ofMillis(1));
        assertThat(door.signIn("olga", RIVER.toCharArray())).isEqualTo(new Outcome.Welcome(OLGA));
    }

    @Test
    void secrets_thatAreDamaged_letNobodyIn() throws IOException {
        Files.writeString(folder.resolve("gateway.people"), "something else");

        assertThatThrownBy(() -> attempt("olga", RIVER)).isInstanceOf(KeyFileException.class);
    }
}
