package dev.tidegate.emv.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a till must be told before it talks to a device. */
final class DeviceTrustTest {
    @Test
    void of_fileWithoutACertificate_isRefused(@TempDir Path folder) throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");

        assertThatThrownBy(() -> DeviceTrust.of(empty)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DeviceTrust.of(folder.resolve("none.pem")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void of_moreAuthoritiesThanMakersHave_isRefused(@TempDir Path folder) throws IOException {
        String one = Files.readString(new TestAuthority().pem(folder.resolve("one.pem")));
        Path many = Files.writeString(folder.resolve("many.pem"), one.repeat(DeviceTrust.AUTHORITIES_MAX + 1));

        assertThatThrownBy(() -> DeviceTrust.of(many)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void settings_thatCannotWork_areRefused() {
        assertThatThrownBy(() -> new NexoSettings("h", 0, "/", "n", "s", "p", NexoSettings.Times.usual()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NexoSettings("h", 1, "/\r\nX: y", "n", "s", "p", NexoSettings.Times.usual()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NexoSettings.Times(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(30),
                        Duration.ofHours(1)))
                .as("no patience left once a request has settled")
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void times_usual_outlastTheDevicesOwn() {
        assertThat(NexoSettings.Times.usual().pay()).isGreaterThan(Duration.ofSeconds(120));
    }
}
