package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.card.Octets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TillTrustTest {
    private static final Instant ISSUED = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    private Path folder;

    private DeviceAuthority authority;

    @BeforeEach
    void create() {
        authority = DeviceAuthority.create(folder.resolve("ca.p12"), InstantSource.fixed(ISSUED));
    }

    private static X509Certificate[] till(DeviceAuthority by) throws GeneralSecurityException {
        Octets spki = Octets.of(
                new Certificates(new SecureRandom()).keyPair().getPublic().getEncoded());
        return by.certify(Samples.TILL, new CertificateRequest(spki)).toArray(X509Certificate[]::new);
    }

    private TillTrust at(Duration later) {
        return new TillTrust(authority.certificate(), InstantSource.fixed(ISSUED.plus(later)));
    }

    @ParameterizedTest
    @CsvSource({"PT0S", "P89D", "P91D", "P179D"})
    void client_untilNinetyDaysAfterTheEnd_isLetIn(Duration later) throws GeneralSecurityException {
        X509Certificate[] chain = till(authority);

        assertThatCode(() -> at(later).checkClientTrusted(chain, "EC")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"P181D", "P400D", "-P2D"})
    void client_laterOrTooEarly_isRefused(Duration later) throws GeneralSecurityException {
        X509Certificate[] chain = till(authority);

        assertThatThrownBy(() -> at(later).checkClientTrusted(chain, "EC")).isInstanceOf(CertificateException.class);
    }

    @Test
    void client_ofAnAuthorityWithTheSameName_isRefused() throws GeneralSecurityException {
        DeviceAuthority stranger = DeviceAuthority.create(folder.resolve("stranger.p12"), InstantSource.fixed(ISSUED));
        X509Certificate[] chain = till(stranger);

        assertThat(stranger.certificate().getSubjectX500Principal())
                .isEqualTo(authority.certificate().getSubjectX500Principal());
        assertThatThrownBy(() -> at(Duration.ZERO).checkClientTrusted(chain, "EC"))
                .isInstanceOf(CertificateException.class);
        assertThatThrownBy(() -> at(Duration.ofDays(100)).checkClientTrusted(chain, "EC"))
                .isInstanceOf(CertificateException.class);
    }

    @Test
    void client_thatShowsAServersCertificate_isRefused() {
        authority.issueServer(folder.resolve("server.p12"), java.util.List.of());
        X509Certificate[] chain = {
            DeviceAuthority.serverCertificate(folder.resolve("server.p12")), authority.certificate()
        };

        assertThatThrownBy(() -> at(Duration.ZERO).checkClientTrusted(chain, "EC"))
                .isInstanceOf(CertificateException.class);
    }

    @Test
    void server_ofAnyKind_isRefused() throws GeneralSecurityException {
        X509Certificate[] chain = till(authority);

        assertThatThrownBy(() -> at(Duration.ZERO).checkServerTrusted(chain, "EC"))
                .isInstanceOf(CertificateException.class);
    }
}
