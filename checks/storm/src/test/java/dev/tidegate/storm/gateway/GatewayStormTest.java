package dev.tidegate.storm.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.storm.gateway.GatewayCommand.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code tidegate storm gateway}: real processes, a bad line, deaths. */
class GatewayStormTest {
    private static final long SEED = 20_261_123;

    @TempDir
    private Path home;

    @Test
    void payments_throughABadLineAndDeaths_areInTheAcquirersBooksAsTheyWereTold() throws Exception {
        play(Database.SQLITE, null, 3);
    }

    @Test
    void payments_throughTwoGatewaysOnOneDatabase_areInTheAcquirersBooksAsTheyWereTold() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
            play(Database.POSTGRESQL, GatewayCommand.made(postgres, 0), 1);
        }
    }

    private void play(Database kind, @Nullable String database, int schedules) throws Exception {
        Tally tally = new Tally();
        try (GatewayStorm storm = new GatewayStorm(Path.of("../..").toRealPath(), home, database, SEED, 0)) {
            for (int schedule = 0; schedule < schedules; schedule++) {
                GatewayStorm.Ended ended = storm.play(schedule);
                tally.add(ended);
                assertThat(ended.held()).as(Tally.story(SEED, kind, ended)).isTrue();
            }
        }

        System.out.println("storm: " + tally.inWords(SEED));
    }
}
