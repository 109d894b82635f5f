package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeviceAuthorityTest {
    private static final InstantSource CLOCK = InstantSource.system();

    private final Path folder;
    private final Path server;
    private final Path till;
    private final Path trust;
    private final DeviceAuthority authority;

    DeviceAuthorityTest(@TempDir Path folder) {
        this.folder = folder;
        this.server = folder.resolve("server.p12");
        this.till = folder.resolve("till.p12");
        this.trust = folder.resolve("device-ca.p12");
        this.authority = DeviceAuthority.create(folder.resolve("device-authority.p12"), CLOCK);
    }

    @BeforeEach
    void issue() {
        authority.issueServer(server, List.of());
        authority.issueTill(Samples.TILL, till);
        authority.writeTrust(trust);
    }

    @Test
    void handshake_tillAndGateway_knowEachOther() throws Exception {
        try (TlsPair tls = TlsPair.listen(server, trust)) {
            X509Certificate seen = tls.connect(till, trust, "localhost");

            assertThat(DeviceAuthority.tillOf(seen)).isEqualTo(Samples.TILL);
        }
    }

    @Test
    void handshake_tillOfAnotherAuthority_isRefused() throws Exception {
        DeviceAuthority stranger = DeviceAuthority.create(folder.resolve("stranger.p12"), CLOCK);
        stranger.issueTill(Samples.TILL, folder.resolve("foreign.p12"));

        try (TlsPair tls = TlsPair.listen(server, trust)) {
            assertThatThrownBy(() -> tls.connect(folder.resolve("foreign.p12"), trust, "localhost"))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void handshake_serverOfAnotherAuthority_isRefused() throws Exception {
        DeviceAuthority stranger = DeviceAuthority.create(folder.resolve("stranger.p12"), CLOCK);
        stranger.issueServer(folder.resolve("foreign.p12"), List.of());

        try (TlsPair tls = TlsPair.listen(folder.resolve("foreign.p12"), trust)) {
            assertThatThrownBy(() -> tls.connect(till, trust, "localhost")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void handshake_tillThatPlaysTheGateway_isRefused() throws Exception {
        try (TlsPair tls = TlsPair.listen(till, trust)) {
            assertThatThrownBy(() -> tls.connect(till, trust, "localhost")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void certificates_ofBothEnds_areShortLivedAndOnP256() throws Exception {
        for (Path store : List.of(server, till)) {
            X509Certificate certificate = certificate(store);
            Duration life = Duration.between(
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant());

            assertThat(life).isEqualTo(Duration.ofDays(91));
            assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withECDSA");
            assertThat(certificate.getBasicConstraints()).as("no authority").isEqualTo(-1);
            assertThat(certificate.getSerialNumber().bitLength()).isEqualTo(128);
        }
    }

    @Test
    void trustStore_ofTheAuthority_holdsNoKey() throws Exception {
        KeyStore store = StoreFile.PKCS12.read(trust, StorePassword.of(trust).toCharArray());

        assertThat(store.size()).isEqualTo(1);
        assertThat(store.isCertificateEntry("device-ca")).isTrue();
    }

    @Test
    void files_ofKeys_areTheirOwnersAlone() throws IOException {
        for (Path file : List.of(till, till.resolveSibling("till.password"), server)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void tillOf_certificateWithoutATill_isAbsent() throws Exception {
        assertThat(DeviceAuthority.tillOf(certificate(server))).isNull();
        assertThat(DeviceAuthority.tillOf(certificate(till))).isEqualTo(Samples.TILL);
    }

    @Test
    void load_theAuthority_issuesAgain() throws Exception {
        DeviceAuthority again = DeviceAuthority.load(till.resolveSibling("device-authority.p12"), CLOCK);
        Path other = till.resolveSibling("other.p12");

        again.issueTill(Samples.OTHER_TILL, other);

        try (TlsPair tls = TlsPair.listen(server, trust)) {
            assertThat(DeviceAuthority.tillOf(tls.connect(other, trust, "localhost")))
                    .isEqualTo(Samples.OTHER_TILL);
        }
    }

    @Test
    void renewServer_inPlace_keepsNamesAndPassword() throws Exception {
        Path named = folder.resolve("named.p12");
        authority.issueServer(named, List.of("gateway.shop.example", "192.0.2.7"));
        X509Certificate before = DeviceAuthority.serverCertificate(named);
        String password = StorePassword.of(named);

        authority.renewServer(named);

        X509Certificate after = DeviceAuthority.serverCertificate(named);
        assertThat(after.getPublicKey()).isNotEqualTo(before.getPublicKey());
        assertThat(after.getSubjectAlternativeNames())
                .containsExactlyInAnyOrderElementsOf(before.getSubjectAlternativeNames())
                .hasSize(5);
        assertThat(StorePassword.of(named)).isEqualTo(password);
        try (TlsPair tls = TlsPair.listen(named, trust)) {
            assertThat(DeviceAuthority.tillOf(tls.connect(till, trust, "localhost")))
                    .isEqualTo(Samples.TILL);
        }
    }

    @Test
    void issueServer_forWhatIsNoName_isRefused() {
        for (String name : List.of("", "a b", "-x", "x_y", "a..b", "http://a", "*.example")) {
            assertThatThrownBy(() -> authority.issueServer(folder.resolve("no.p12"), List.of(name)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void write_overAStore_isRefused() {
        assertThatThrownBy(() -> authority.issueServer(server, List.of())).isInstanceOf(KeyFileException.class);
        assertThatThrownBy(() -> authority.writeTrust(trust)).isInstanceOf(KeyFileException.class);
    }

    @Test
    void load_storeOfSomethingElse_isRefused() {
        assertThatThrownBy(() -> DeviceAuthority.load(trust, CLOCK)).isInstanceOf(KeyFileException.class);
        assertThatThrownBy(() -> DeviceAuthority.load(folder.resolve("none.p12"), CLOCK))
                .isInstanceOf(KeyFileException.class);
    }

    private static X509Certificate certificate(Path store) throws GeneralSecurityException {
        KeyStore content = StoreFile.PKCS12.read(store, StorePassword.of(store).toCharArray());
        return (X509Certificate) content.getCertificate("tidegate");
    }
}
