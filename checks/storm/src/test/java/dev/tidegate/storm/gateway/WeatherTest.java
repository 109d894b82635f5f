package dev.tidegate.storm.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WeatherTest {
    private static final int TIMER = 800;

    @Test
    void weather_ofTheSameSeed_doesTheSameWhateverTheOrder() {
        Weather one = new Weather(7, TIMER);
        Weather other = new Weather(7, TIMER);
        List<Fate> first = new ArrayList<>();
        List<Fate> second = new ArrayList<>();

        for (long amount = 1; amount <= 100; amount++) {
            first.add(one.fate(true, message("0200", amount)));
        }
        for (long amount = 100; amount >= 1; amount--) {
            second.addFirst(other.fate(true, message("0200", amount)));
        }

        assertThat(second).isEqualTo(first);
    }

    @Test
    void weather_ofManyMessages_hasEveryFate() {
        Weather weather = new Weather(8, TIMER);
        Set<Class<?>> seen = new HashSet<>();

        for (long amount = 1; amount <= 1_000; amount++) {
            seen.add(weather.fate(false, message("0210", amount)).getClass());
        }

        assertThat(seen).hasSize(Fate.class.getPermittedSubclasses().length);
    }

    @Test
    void weather_ofARepeat_isDrawnAnew() {
        Set<Fate> fates = new HashSet<>();
        Weather weather = new Weather(9, TIMER);

        for (int i = 0; i < 20; i++) {
            fates.add(weather.fate(true, message("0221", 1)));
        }

        assertThat(fates).hasSizeGreaterThan(1);
    }

    @Test
    void weather_onceCalm_letsAllPass() {
        Weather weather = new Weather(10, TIMER);
        weather.calm();

        for (long amount = 1; amount <= 100; amount++) {
            assertThat(weather.fate(true, message("0200", amount))).isInstanceOf(Fate.Passes.class);
        }
    }

    @Test
    void weather_ofNetworkMessages_letsThemPass() {
        Weather weather = new Weather(11, TIMER);

        for (int i = 0; i < 100; i++) {
            assertThat(weather.fate(true, new Glimpse("0800", Map.of()))).isInstanceOf(Fate.Passes.class);
        }
    }

    private static Glimpse message(String type, long amount) {
        return new Glimpse(type, Map.of(4, "" + amount));
    }
}
