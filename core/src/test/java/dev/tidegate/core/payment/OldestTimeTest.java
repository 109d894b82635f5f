package dev.tidegate.core.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class OldestTimeTest {
    private final OldestTime times = new OldestTime();

    @Test
    void oldest_theLeastGoes_isTheNext() {
        times.add(5);
        times.add(3);
        times.add(4);
        times.remove(3);

        assertThat(times.oldest()).isEqualTo(4);
    }

    @Test
    void oldest_twoAlikeAndOneGoes_isTheOther() {
        times.add(3);
        times.add(3);
        times.remove(3);

        assertThat(times.oldest()).isEqualTo(3);
    }

    @Test
    void oldest_anyOrder_isTheLeastThatIsThere() {
        Random chance = new Random(9);
        TreeMap<Long, Integer> there = new TreeMap<>();
        for (int i = 0; i < 20_000; i++) {
            if (there.isEmpty() || chance.nextInt(5) < 3) {
                long time = chance.nextInt(500);
                times.add(time);
                there.merge(time, 1, Integer::sum);
            } else {
                long time = there.ceilingKey(chance.nextLong(there.lastKey() + 1));
                times.remove(time);
                there.computeIfPresent(time, (key, count) -> count == 1 ? null : count - 1);
            }
            if (!there.isEmpty()) {
                assertThat(times.oldest()).isEqualTo(there.firstKey());
            }
        }
    }

    @Test
    void isCrowded_theOldestStaysAndManyGo_asksForAReset() {
        times.add(1);
        for (int i = 0; i < 1_100; i++) {
            times.add(2);
            times.remove(2);
        }

        assertThat(times.isCrowded()).isTrue();
        times.reset(new long[] {1});
        assertThat(times.isCrowded()).isFalse();
        assertThat(times.oldest()).isEqualTo(1);
    }
}
