package dev.tidegate.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What went wrong has a name, and the name has an entry in the runbook. */
class LinkTroubleTest {
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void trouble_each_isInTheRunbook(LinkTrouble trouble) throws IOException {
        assertThat(Files.readString(Path.of("..", "ops-runbook.md"))).contains("`" + trouble + "`");
    }

    @ParameterizedTest
    @CsvSource({
        "Received fatal alert: certificate_required, OWN_CERTIFICATE_REFUSED",
        "Received fatal alert: unknown_ca, OWN_CERTIFICATE_REFUSED",
        "Received fatal alert: handshake_failure, TLS_FAILED",
        "Unsupported or unrecognized SSL message, TLS_FAILED",
    })
    void alert_ofTheHost_isTold(String text, LinkTrouble trouble) {
        assertThat(Inlet.trouble(new DecoderException(new SSLHandshakeException(text))))
                .isEqualTo(trouble);
    }

    @Test
    void failures_ofTheNetworkAndOfFrames_areToldApart() {
        assertThat(Inlet.trouble(new IOException("Connection reset"))).isEqualTo(LinkTrouble.CONNECTION_RESET);
        assertThat(Inlet.trouble(new DecoderException(new CorruptedFrameException("a length"))))
                .isEqualTo(LinkTrouble.FRAMING_BROKEN);
        assertThat(Inlet.trouble(new CertificateCheck.RefusedException(LinkTrouble.CERTIFICATE_EXPIRED)))
                .isEqualTo(LinkTrouble.CERTIFICATE_EXPIRED);
    }
}
