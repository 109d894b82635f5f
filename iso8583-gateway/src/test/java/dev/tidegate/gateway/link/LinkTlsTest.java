package dev.tidegate.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.gateway.fixture.LoopbackHost;
import dev.tidegate.gateway.link.LinkCounts.What;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS to the acquirer: who may be there, and what is said when it is somebody else (D5 A01 and A08, A5 17). */
class LinkTlsTest {
    private static final Instant NOW = Instant.now();
    private static final X509Bundle AUTHORITY = authority("CN=Acquirers");
    private static final X509Bundle OTHERS = authority("CN=Others");

    @TempDir
    private Path folder;

    private @Nullable LoopbackHost host;
    private @Nullable LinkRig rig;
    private Path trust = Path.of("");

    /** A certificate that is wrong. */
    private record Wrong(String what, X509Bundle certificate, LinkTrouble trouble) {
        @Override
        public String toString() {
            return what;
        }
    }

    @BeforeEach
    void write() throws IOException {
        trust = Files.writeString(folder.resolve("trust.pem"), AUTHORITY.getCertificatePEM());
    }

    @AfterEach
    void close() {
        if (rig != null) {
            rig.close();
        }
        if (host != null) {
            host.close();
        }
    }

    private static X509Bundle authority(String name) {
        return made(new CertificateBuilder().subject(name).setIsCertificateAuthority(true), null);
    }

    private static CertificateBuilder server() {
        return new CertificateBuilder()
                .subject("CN=host.acquirer.example")
                .notBefore(NOW.minus(Duration.ofDays(2)))
                .notAfter(NOW.plus(Duration.ofDays(2)));
    }

    private static X509Bundle made(CertificateBuilder builder, @Nullable X509Bundle by) {
        try {
            CertificateBuilder of = builder.algorithm(Algorithm.ecp256);
            return by == null ? of.buildSelfSigned() : of.buildIssuedBy(by);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static X509Bundle good() {
        return made(server().addSanDnsName("localhost"), AUTHORITY);
    }

    private LoopbackHost host(X509Bundle certificate, @Nullable X509Bundle clients, String... versions) {
        host = new LoopbackHost(TlsHost.listening(certificate, clients, versions));
        return host;
    }

    private LinkRig link(LinkTls tls) {
        return link(tls, List.of(new LinkAddress("localhost", host == null ? 1 : host.port())));
    }

    private LinkRig link(LinkTls tls, List<LinkAddress> addresses) {
        rig = new LinkRig(LinkRig.quick(), addresses, tls, KeyExchange.none());
        return rig;
    }

    private LinkTls tls() {
        return new LinkTls(trust, "", null, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void host_withAGoodCertificate_isSpokenTo(String version) {
        host(good(), null, version);

        link(tls()).up();

        assertThat(LinkRig.code(link().exchange(1, Duration.ofSeconds(10)))).isEqualTo("00");
    }

    private LinkRig link() {
        if (rig == null) {
            throw new AssertionError("there is a link by now");
        }
        return rig;
    }

    private static Stream<Wrong> wrong() {
        return Stream.of(
                new Wrong(
                        "of an authority that nobody named",
                        made(server().addSanDnsName("localhost"), OTHERS),
                        LinkTrouble.CERTIFICATE_UNTRUSTED),
                new Wrong(
                        "signed by itself",
                        made(server().addSanDnsName("localhost").setIsCertificateAuthority(true), null),
                        LinkTrouble.CERTIFICATE_UNTRUSTED),
                new Wrong(
                        "ended yesterday",
                        made(server().addSanDnsName("localhost").notAfter(NOW.minus(Duration.ofDays(1))), AUTHORITY),
                        LinkTrouble.CERTIFICATE_EXPIRED),
                new Wrong(
                        "good from tomorrow",
                        made(server().addSanDnsName("localhost").notBefore(NOW.plus(Duration.ofDays(1))), AUTHORITY),
                        LinkTrouble.CERTIFICATE_NOT_YET_VALID),
                new Wrong(
                        "for another name",
                        made(server().addSanDnsName("other.acquirer.example"), AUTHORITY),
                        LinkTrouble.CERTIFICATE_WRONG_NAME),
                new Wrong(
                        "for a name that only ends in ours",
                        made(server().addSanDnsName("evil-localhost"), AUTHORITY),
                        LinkTrouble.CERTIFICATE_WRONG_NAME),
                new Wrong(
                        "with our name as common name alone",
                        made(server().subject("CN=localhost"), AUTHORITY),
                        LinkTrouble.CERTIFICATE_WRONG_NAME),
                new Wrong(
                        "with our name inside its common name",
                        made(server().subject("CN=localhost.evil.example"), AUTHORITY),
                        LinkTrouble.CERTIFICATE_WRONG_NAME),
                new Wrong(
                        "ended, and for another name",
                        made(
                                server().addSanDnsName("other.example").notAfter(NOW.minus(Duration.ofDays(1))),
                                AUTHORITY),
                        LinkTrouble.CERTIFICATE_EXPIRED));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void host_withACertificate_isRefusedByNameAndGetsNotOneByte(Wrong wrong) {
        LoopbackHost there = host(wrong.certificate(), null);
        LinkRig here = link(tls());
        here.link.start();

        LinkRig.await("the refusal has a name", () -> here.link.counts().of(What.CERTIFICATE_REFUSED) > 0);

        assertThat(here.link.standing().trouble()).isEqualTo(wrong.trouble());
        assertThat(here.link.isUp()).isFalse();
        assertThat(here.link.send(here.sale(1))).isEqualTo(new AcquirerLink.Sending.NotWritten());
        assertThat(there.bytesHeard()).isZero();
    }

    @Test
    void host_withTheNameThatTheSettingsExpect_isSpokenTo() {
        host(made(server().addSanDnsName("host.acquirer.example"), AUTHORITY), null);

        link(new LinkTls(trust, "host.acquirer.example", null, null)).up();

        assertThat(link().link.isUp()).isTrue();
    }

    @Test
    void host_calledByItsAddress_hasItInItsCertificate() {
        LoopbackHost there = host(made(server().addSanIpAddress("127.0.0.1"), AUTHORITY), null);

        link(tls(), List.of(LinkRig.at(there))).up();

        assertThat(link().link.isUp()).isTrue();
    }

    @Test
    void host_thatAsksForOurCertificate_getsIt() throws IOException {
        X509Bundle ours = made(new CertificateBuilder().subject("CN=gateway"), AUTHORITY);
        host(good(), AUTHORITY);

        link(TlsHost.own(folder, trust, ours)).up();

        assertThat(link().link.isUp()).isTrue();
    }

    @Test
    void host_thatDoesNotTakeOurCertificate_isSaidSo() throws IOException {
        X509Bundle ours = made(new CertificateBuilder().subject("CN=gateway"), OTHERS);
        LoopbackHost there = host(good(), AUTHORITY);
        LinkRig here = link(TlsHost.own(folder, trust, ours));
        here.link.start();

        LinkRig.await(
                "the trouble has a name", () -> here.link.standing().trouble() == LinkTrouble.OWN_CERTIFICATE_REFUSED);

        assertThat(here.link.isUp()).isFalse();
        assertThat(there.bytesHeard()).isZero();
    }

    @Test
    void host_withoutTls_getsNotOneByteOfAMessage() {
        LoopbackHost plain = new LoopbackHost();
        host = plain;
        LinkRig here = new LinkRig(
                LinkRig.quick("GATEWAY_CONNECT_TIMER", "PT0.3S"),
                List.of(LinkRig.at(plain)),
                tls(),
                KeyExchange.none());
        rig = here;
        here.link.start();

        LinkRig.await("the trouble has a name", () -> here.link.standing().trouble() == LinkTrouble.TLS_FAILED);

        assertThat(here.link.isUp()).isFalse();
        assertThat(plain.unread()).isZero();
    }

    @Test
    void trust_thatCannotBeRead_isSaidSoUntilItCan() throws IOException {
        host(good(), null);
        Files.writeString(trust, "no certificate");
        LinkRig here = link(tls());
        here.link.start();
        LinkRig.await("the trouble has a name", () -> here.link.standing().trouble() == LinkTrouble.TLS_FILES_UNUSABLE);

        Files.writeString(trust, AUTHORITY.getCertificatePEM());

        here.awaitLink(true);
    }

    // D5 A08
    @Test
    void primary_withABadCertificate_isPassedOverForTheSecondary() {
        LoopbackHost good = host(good(), null);
        try (LoopbackHost bad =
                new LoopbackHost(TlsHost.listening(made(server().addSanDnsName("localhost"), OTHERS), null))) {
            LinkRig here = link(
                    tls(),
                    List.of(new LinkAddress("localhost", bad.port()), new LinkAddress("localhost", good.port())));
            here.up();

            assertThat(LinkRig.code(here.exchange(1, Duration.ofSeconds(10)))).isEqualTo("00");
            assertThat(here.link.standing().secondary()).isTrue();
            assertThat(bad.bytesHeard()).isZero();
        }
    }

    // H02 over TLS: not-written is exact there too
    @Test
    void message_whileTheLinkIsDown_isNotWritten() {
        LoopbackHost there = host(good(), null);
        LinkRig here = link(tls()).up();
        there.close();
        here.awaitLink(false);

        assertThat(here.link.send(here.sale(1))).isEqualTo(new AcquirerLink.Sending.NotWritten());
    }
}
