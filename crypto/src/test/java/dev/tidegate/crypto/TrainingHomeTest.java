package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.payment.TillId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The training room's keys, which no enrolment gave. */
final class TrainingHomeTest {
    @TempDir
    private Path folder;

    private TrainingHome open() {
        return TrainingHome.in(folder.resolve("training"), new SecureRandom());
    }

    @Test
    void home_openedAgain_isTheSame() {
        TillId first = open().till();

        assertThat(open().till()).isEqualTo(first);
    }

    @Test
    void home_ofAnotherFolder_isAnother() {
        TillId first = open().till();

        assertThat(TrainingHome.in(folder.resolve("other"), new SecureRandom()).till())
                .isNotEqualTo(first);
    }

    @Test
    void home_asATillsFolder_startsNoTill() {
        TillHome till = new TillHome(open().folder());

        assertThatThrownBy(till::till).isInstanceOf(KeyFileException.class);
    }

    @Test
    void home_aChainThatIsGone_isNotBegunAnewBelowAJournal() throws IOException {
        Path path = open().folder();
        Files.delete(path.resolve("chain.state"));
        Path ignored = Files.createDirectory(path.resolve("journal"));

        TrainingHome again = open();

        assertThat(again.folder().resolve("chain.state")).doesNotExist();
    }

    @Test
    void home_aDamagedIdentity_isSaidSo() throws IOException {
        TrainingHome home = open();
        Path ignored = Files.writeString(home.folder().resolve("training.id"), "nobody");

        assertThatThrownBy(home::till).isInstanceOf(KeyFileException.class);
    }
}
