package dev.tidegate.simulator.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CertificatesTest {
    @Test
    void in_secondStart_isTheSameDevice(@TempDir Path home) throws Exception {
        Path first = Certificates.in(home, "d.test").authority();
        byte[] before = Files.readAllBytes(first);

        Certificates.in(home, "d.test");

        assertThat(Files.readAllBytes(first)).isEqualTo(before);
    }

    @Test
    void authority_readByTheJdk_isAnAuthority(@TempDir Path home) throws Exception {
        Path pem = Certificates.in(home, "d.test").authority();

        X509Certificate read;
        try (InputStream in = Files.newInputStream(pem)) {
            read = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }

        read.verify(read.getPublicKey());
        assertThat(read.getBasicConstraints()).isGreaterThanOrEqualTo(0);
    }
}
