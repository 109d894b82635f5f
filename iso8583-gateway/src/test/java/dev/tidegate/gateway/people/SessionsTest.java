package dev.tidegate.gateway.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.gateway.capture.Person;
import dev.tidegate.gateway.capture.Person.Role;
import dev.tidegate.gateway.fixture.HandClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How long somebody is signed in. */
class SessionsTest {
    private static final Person OLGA = new Person("olga", Set.of(Role.OPERATOR));
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final HandClock clock = new HandClock(Instant.parse("2026-11-23T10:00:00Z"));
    private final Sessions sessions = new Sessions(new SecureRandom(), clock);

    private boolean isOpen(String cookie, boolean byHand) {
        return sessions.find(cookie, byHand).isPresent();
    }

    @Test
    void session_thatWasOpened_isFoundByItsCookieAlone() {
        Sessions.Opened opened = sessions.open(OLGA);

        assertThat(sessions.find(opened.cookie(), true).orElseThrow().person()).isEqualTo(OLGA);
        assertThat(isOpen("", true)).isFalse();
        assertThat(isOpen(opened.session().token(), true)).isFalse();
    }

    @Test
    void session_ofAnotherSignIn_hasAnotherCookieAndToken() {
        Sessions.Opened one = sessions.open(OLGA);
        Sessions.Opened other = sessions.open(OLGA);

        assertThat(one.cookie()).hasSize(43).isNotEqualTo(other.cookie());
        assertThat(one.session().token())
                .hasSize(43)
                .isNotEqualTo(other.session().token());
    }

    @Test
    void session_inWhichNothingIsDone_endsAfterTheIdleTime() {
        String cookie = sessions.open(OLGA).cookie();

        clock.pass(Sessions.IDLE_MAX.minus(MOMENT));
        assertThat(isOpen(cookie, false)).isTrue();
        clock.pass(MOMENT);
        assertThat(isOpen(cookie, false)).isFalse();
        assertThat(isOpen(cookie, true)).isFalse();
    }

    @Test
    void session_inWhichSomethingIsDone_goesOn() {
        String cookie = sessions.open(OLGA).cookie();

        clock.pass(Sessions.IDLE_MAX.minus(MOMENT));
        assertThat(isOpen(cookie, true)).isTrue();
        clock.pass(Sessions.IDLE_MAX.minus(MOMENT));
        assertThat(isOpen(cookie, true)).isTrue();
    }

    @Test
    void session_thatIsUsedAllTheTime_endsAfterAShift() {
        String cookie = sessions.open(OLGA).cookie();

        for (Duration passed = Duration.ZERO;
                passed.compareTo(Sessions.WHOLE_MAX) < 0;
                passed = passed.plusMinutes(10)) {
            assertThat(isOpen(cookie, true)).isTrue();
            clock.pass(Duration.ofMinutes(10));
        }

        assertThat(isOpen(cookie, true)).isFalse();
    }

    @Test
    void session_thatWasClosed_isOver() {
        String cookie = sessions.open(OLGA).cookie();

        sessions.close(cookie);

        assertThat(isOpen(cookie, true)).isFalse();
    }

    @Test
    void session_moreThanTheMost_putsOutTheOneSilentForLongest() {
        String first = sessions.open(OLGA).cookie();
        clock.pass(MOMENT);
        String second = sessions.open(OLGA).cookie();
        clock.pass(MOMENT);
        assertThat(isOpen(first, true)).isTrue();
        for (int i = 2; i < Sessions.SESSIONS_MAX + 1; i++) {
            clock.pass(MOMENT);
            Sessions.Opened ignored = sessions.open(OLGA);
        }

        assertThat(isOpen(first, true)).isTrue();
        assertThat(isOpen(second, true)).isFalse();
    }
}
