package dev.tidegate.gateway;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.gateway.config.AcquirerSettings;
import dev.tidegate.gateway.config.AcquirerSettings.Address;
import dev.tidegate.gateway.fixture.Profiles;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.profile.ProfileHoleException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An invented deferred mark goes to simulators alone. */
class SampleMarkTest {
    private static AcquirerSettings at(String first, String second) {
        return new AcquirerSettings("house", "iso87-generic", first, 8583, new Address(second, 8583), null, null, null);
    }

    @Test
    void mark_forAHostElsewhere_refusesTheStart() {
        assertThatThrownBy(() -> SampleMark.check(at("127.0.0.1", "host.example"), Profiles.generic(), false))
                .isInstanceOf(ProfileHoleException.class)
                .hasMessageContaining("deferredMark");
    }

    @Test
    void mark_forASimulatorHere_isTaken() {
        assertThatCode(() -> SampleMark.check(at("127.0.0.1", "localhost"), Profiles.generic(), false))
                .doesNotThrowAnyException();
    }

    @Test
    void mark_inADemo_isTaken() {
        assertThatCode(() -> SampleMark.check(at("simulator.example", "localhost"), Profiles.generic(), true))
                .doesNotThrowAnyException();
    }

    @Test
    void mark_thatWasAgreedOn_isTaken(@TempDir Path folder) throws IOException {
        Profile agreed = Profiles.edited(folder, "name: sample", "name: agreed");

        assertThatCode(() -> SampleMark.check(at("host.example", "host.example"), agreed, false))
                .doesNotThrowAnyException();
    }
}
