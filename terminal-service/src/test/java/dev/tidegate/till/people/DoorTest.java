package dev.tidegate.till.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.crypto.PinHash;
import dev.tidegate.till.fake.Samples;
import dev.tidegate.till.fake.TestClock;
import dev.tidegate.till.log.FactLog;
import dev.tidegate.till.store.Person;
import dev.tidegate.till.store.ShopStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in by a PIN, and who is locked out; and what a clock that moves by days does to it: nothing. */
final class DoorTest {
    private static final Person ANN = new Person("Ann", Person.Role.CASHIER);
    private static final Person MAI = new Person("Mai", Person.Role.MANAGER);

    @TempDir
    private Path folder;

    private final TestClock clock = new TestClock();
    private ShopStore shop;
    private Door door;

    @BeforeEach
    void open() {
        shop = ShopStore.open(folder.resolve("shop.db"));
        shop.people().put(ANN, PinHash.of("483920".toCharArray(), new SecureRandom()));
        shop.people().put(MAI, PinHash.of("774512".toCharArray(), new SecureRandom()));
        door = new Door(shop.people(), clock, new FactLog());
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void knock_withTheRightPin_isKnown() {
        assertThat(knock("Ann", "483920")).isEqualTo(new Door.Outcome.Known(ANN));
    }

    @Test
    void knock_withSomebodyElsesPin_isWrong() {
        assertThat(knock("Ann", "774512")).isEqualTo(new Door.Outcome.Wrong());
        assertThat(knock("Nobody", "774512")).isEqualTo(new Door.Outcome.Wrong());
    }

    @Test
    void knock_threeWrongPins_locksAndTheRightOneDoesNotOpen() {
        lock();

        assertThat(knock("Ann", "483920")).isEqualTo(new Door.Outcome.Locked(Samples.NOON.plus(Door.LOCK_FIRST)));
        assertThat(knock("Mai", "774512")).isEqualTo(new Door.Outcome.Known(MAI));
    }

    @Test
    void knock_afterTheLock_isLookedAtAgainAndLocksForTwiceAsLong() {
        lock();
        clock.move(Door.LOCK_FIRST);

        Door.Outcome fourth = knock("Ann", "111222");

        assertThat(fourth)
                .isEqualTo(new Door.Outcome.Locked(
                        clock.instant().plus(Door.LOCK_FIRST).plus(Door.LOCK_FIRST)));
    }

    @Test
    void lock_afterARestart_stands() {
        lock();
        shop.close();
        shop = ShopStore.open(folder.resolve("shop.db"));
        door = new Door(shop.people(), clock, new FactLog());

        assertThat(knock("Ann", "483920")).isInstanceOf(Door.Outcome.Locked.class);
    }

    @Test
    void lock_theClockPutBackByDays_lastsNoLongerThanItShould() {
        lock();
        clock.move(Duration.ofDays(-3));

        Door.Outcome locked = knock("Ann", "483920");
        clock.move(Door.LOCK_FIRST);

        assertThat(locked).isEqualTo(new Door.Outcome.Locked(clock.instant()));
        assertThat(knock("Ann", "483920")).isEqualTo(new Door.Outcome.Known(ANN));
    }

    @Test
    void knock_theRightPin_forgetsWrongOnes() {
        Door.Outcome ignored = knock("Ann", "111222");
        ignored = knock("Ann", "111222");
        ignored = knock("Ann", "483920");

        assertThat(knock("Ann", "111222")).isEqualTo(new Door.Outcome.Wrong());
    }

    @Test
    void lock_growing_endsAtAnHour() {
        assertThat(Door.lockAfter(Door.WRONG_FREE)).isZero();
        assertThat(Door.lockAfter(Door.WRONG_FREE + 1)).isEqualTo(Door.LOCK_FIRST);
        assertThat(Door.lockAfter(10)).isEqualTo(Door.LOCK_MOST);
        assertThat(Door.lockAfter(1_000)).isEqualTo(Door.LOCK_MOST);
    }

    @Test
    void knock_moreThanAnybodyTries_isNotLookedAt() {
        for (int i = 0; i < Door.TRIES_MAX; i++) {
            Door.Outcome ignored = knock("Mai", "774512");
        }

        assertThat(knock("Mai", "774512")).isEqualTo(new Door.Outcome.TooMany());
    }

    private void lock() {
        for (int i = 0; i <= Door.WRONG_FREE; i++) {
            Door.Outcome ignored = knock("Ann", "111222");
        }
    }

    private Door.Outcome knock(String name, String pin) {
        return door.knock(name, pin.toCharArray());
    }
}
