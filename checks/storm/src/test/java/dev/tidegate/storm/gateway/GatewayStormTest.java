package dev.tidegate.storm.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code tidegate storm gateway}: real processes, a bad line, two deaths. */
class GatewayStormTest {
    private static final long SEED = 20_261_123;
    private static final int SCHEDULES = 3;

    @Test
    void payments_throughABadLineAndDeaths_areInTheAcquirersBooksAsTheyWereTold(@TempDir Path home) throws Exception {
        Tally tally = new Tally();
        try (GatewayStorm storm = new GatewayStorm(Path.of("../..").toRealPath(), home, null, SEED)) {
            for (int schedule = 0; schedule < SCHEDULES; schedule++) {
                GatewayStorm.Ended ended = storm.play(schedule);
                tally.add(ended);
                assertThat(ended.held()).as(Tally.story(SEED, ended)).isTrue();
            }
        }

        System.out.println("storm: " + tally.inWords(SEED));
    }
}
