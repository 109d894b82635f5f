package dev.tidegate.till;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.crypto.EnrolmentCode;
import dev.tidegate.crypto.KeyFileException;
import dev.tidegate.crypto.TillHome;
import dev.tidegate.till.fake.CertifyingGateway;
import dev.tidegate.till.fake.Enrolment;
import dev.tidegate.till.fake.Samples;
import dev.tidegate.till.gateway.EnrolmentRefusedException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A till that enrols itself over real TLS, cut off at each answer. */
final class EnrolCommandTest {
    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir
    private Path folder;

    private Enrolment enrolment;
    private CertifyingGateway gateway;
    private Path till;

    @BeforeEach
    void start() {
        enrolment = Enrolment.withoutTill(folder);
        gateway = new CertifyingGateway(enrolment.gateway(), enrolment.serverContext(), CLOCK);
        till = folder.resolve("till");
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private void enrol() {
        enrol(gateway.address(), gateway.code());
    }

    private void enrol(URI address, EnrolmentCode code) {
        assertThat(EnrolCommand.enrol(address, code, till, CLOCK)).isEqualTo(Samples.TILL);
    }

    private void assertWhole() {
        TillHome home = new TillHome(till);
        assertThat(home.till()).isEqualTo(Samples.TILL);
        assertThat(home.bundle()).isNotNull();
        home.chain().close();
        assertThat(till.resolve("chain.state")).exists();
    }

    @Test
    void enrol_anEmptyFolder_isATill() {
        enrol();

        assertWhole();
        assertThat(gateway.calls()).containsExactly("simpleenroll", "enrolment");
    }

    @Test
    void enrol_whoseFirstAnswerIsLost_goesOnWithTheSameKey() {
        gateway.loseAnswersTo("simpleenroll");
        assertThatThrownBy(this::enrol)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the same command goes on");
        assertThatThrownBy(() -> new TillHome(till).till()).isInstanceOf(KeyFileException.class);
        gateway.loseAnswersTo("");

        enrol();

        assertWhole();
        assertThat(gateway.keys()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(gateway.keys().stream().distinct()).hasSize(1);
    }

    @Test
    void enrol_whoseSecondAnswerIsLost_asksForTheChainAlone() {
        gateway.loseAnswersTo("enrolment");
        assertThatThrownBy(this::enrol).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new TillHome(till).till()).isInstanceOf(KeyFileException.class);
        gateway.loseAnswersTo("");

        enrol();

        assertWhole();
        assertThat(gateway.calls()).endsWith("enrolment");
        assertThat(gateway.calls().stream().filter("simpleenroll"::equals)).hasSize(1);
    }

    @Test
    void enrol_atAGatewayOfAnotherAuthority_sendsNothing() {
        EnrolmentCode other = EnrolmentCode.fresh(
                Enrolment.withoutTill(folder.resolve("elsewhere")).gateway().authorityCertificate(),
                new SecureRandom());

        assertThatThrownBy(() -> enrol(gateway.address(), other)).isInstanceOf(IllegalStateException.class);

        assertThat(gateway.calls()).as("the token has not left").isEmpty();
        assertThat(till.resolve("till.id")).doesNotExist();
    }

    @Test
    void enrol_byAnotherName_isNotBelieved() {
        URI byAddress = URI.create("https://127.0.0.2:" + gateway.address().getPort());

        assertThatThrownBy(() -> enrol(byAddress, gateway.code())).isInstanceOf(IllegalStateException.class);
        assertThat(gateway.calls()).isEmpty();
    }

    @Test
    void enrol_refused_saysWhatToDo() {
        gateway.refuseWith(401);

        assertThatThrownBy(this::enrol)
                .isInstanceOf(EnrolmentRefusedException.class)
                .hasMessageContaining("ask for a new one");

        gateway.refuseWith(200);
        enrol();
        assertWhole();
    }

    @Test
    void enrol_inATillsFolder_isRefusedAndChangesNothing() throws IOException {
        enrol();
        byte[] before = Files.readAllBytes(till.resolve("till.p12"));

        assertThatThrownBy(this::enrol)
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("enrolled in this folder already");

        assertThat(Files.readAllBytes(till.resolve("till.p12"))).isEqualTo(before);
        assertThat(gateway.calls()).hasSize(2);
    }

    @Test
    void enrol_whereNobodyAnswers_leavesAKeyAndNoTill() throws IOException {
        gateway.close();

        assertThatThrownBy(this::enrol)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("NO_NETWORK");

        try (Stream<Path> files = Files.list(till)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("till.p12", "till.password");
        }
    }
}
