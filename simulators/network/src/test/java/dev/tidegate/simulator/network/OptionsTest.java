package dev.tidegate.simulator.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OptionsTest {
    @Test
    void of_allOptions_areRead() {
        Options options = Options.of(
                "--link",
                "till-gateway=0:127.0.0.1:8443",
                "--link",
                "gateway-acquirer=9001:localhost:9002",
                "--control",
                "9003");

        assertThat(options)
                .isEqualTo(new Options(
                        9003,
                        List.of(
                                new LinkSpec("till-gateway", 0, "127.0.0.1", 8443),
                                new LinkSpec("gateway-acquirer", 9001, "localhost", 9002))));
    }

    @ParameterizedTest
    @CsvSource({
        "'--control 1', '--link: from 1 to 32 are needed'",
        "'--link', '--link: has no value, or is no option'",
        "'--link a=1:b:2 --link a=3:b:4', '--link: two have one name'",
        "'--link a=1:b', '--link: expected NAME=LISTENPORT:HOST:PORT'",
        "'--link A=1:b:2', '--link: expected NAME=LISTENPORT:HOST:PORT'",
        "'--link a=1:b:0', '--link: a port is a number up to 65535'",
        "'--link a=65536:b:1', '--link: a port is a number up to 65535'",
        "'--link a=1:b:2 --control x', '--control: a port is a number from 0 to 65535'",
        "'--links a=1:b:2', '--links: no such option'"
    })
    void of_impossible_isRefusedByName(String line, String fault) {
        assertThatThrownBy(() -> Options.of(line.split(" ", -1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(fault);
    }
}
