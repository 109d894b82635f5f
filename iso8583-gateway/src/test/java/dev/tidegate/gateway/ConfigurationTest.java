package dev.tidegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidegate.gateway.config.AcquirerSettings;
import dev.tidegate.gateway.config.TlsSettings;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.DefaultConfigurationFactoryFactory;
import io.dropwizard.configuration.FileConfigurationSourceProvider;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.jersey.validation.Validators;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An unknown key or an impossible value refuses the start and is named. */
class ConfigurationTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void enrol() {
        assertThat(Enrolled.copiedTo(folder).keys()).isNotNull();
    }

    private GatewayConfiguration edited(String text, String by) throws IOException, ConfigurationException {
        String whole = ServedGateway.filled(
                Files.readString(ServedGateway.CONFIG),
                Map.of("GATEWAY_HOME", folder.resolve("gateway").toString()));
        assertThat(whole).as("the text to change").contains(text);
        Path file = folder.resolve("gateway.yml");
        Files.writeString(file, whole.replace(text, by));
        return new DefaultConfigurationFactoryFactory<GatewayConfiguration>()
                .create(GatewayConfiguration.class, Validators.newValidator(), Jackson.newObjectMapper(), "dw")
                .build(new FileConfigurationSourceProvider(), file.toString());
    }

    @Test
    void configuration_asShipped_isGood() throws Exception {
        GatewayConfiguration configuration = edited("demo: false", "demo: false");

        assertThat(configuration.gateway().terminals()).singleElement().satisfies(terminal -> {
            assertThat(terminal.tid()).isEqualTo("TIDE0001");
            assertThat(terminal.mid()).hasSize(15);
            assertThat(terminal.merchantName()).hasSize(40);
        });
        assertThat(configuration.gateway().demo()).isFalse();
    }

    @Test
    void acquirer_withTlsAndASecondAddress_isReadAsItStands() throws Exception {
        AcquirerSettings clear =
                edited("demo: false", "demo: false").gateway().acquirers().getFirst();
        AcquirerSettings secured = edited(
                        "secondary: {host: \"\", port: 0}", "secondary: {host: \"b.example\", port: 8584}")
                .gateway()
                .acquirers()
                .getFirst();

        assertThat(clear.secured()).isEmpty();
        assertThat(clear.addresses()).hasSize(1);
        assertThat(secured.addresses())
                .extracting(AcquirerSettings.Address::host)
                .containsExactly("127.0.0.1", "b.example");
    }

    @Test
    void tls_switchedOn_namesItsFiles() throws Exception {
        TlsSettings tls = edited("mode: \"off\"\n        trust: \"\"", "mode: \"on\"\n        trust: \"/etc/ca.pem\"")
                .gateway()
                .acquirers()
                .getFirst()
                .secured()
                .orElseThrow();

        assertThat(tls.authorities()).hasToString("/etc/ca.pem");
        assertThat(tls.ownStore()).isEmpty();
        assertThat(tls.expectedName()).isEmpty();
    }

    @Test
    void tls_withHalfOfOurCertificate_isRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new TlsSettings("on", "/etc/ca.pem", null, "/own.p12", ""))
                .withMessageContaining("passwordFile");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            demo: false       | demo: false#  speed: 9       | speed
            tid: "TIDE0001"   | tid: "TOO-LONG-ID"          | terminals.tid
            category: "5411"  | category: "54"              | merchants.category
            zone: "Europe/Berlin" | zone: "Europe/Atlantis" | merchants.zone
            acquirer: house   | acquirer: nobody            | nobody is none of gateway.acquirers
            port: 8583        | port: 99999                 | acquirers.port
            profile: "iso87-generic" | profile: "../secrets"  | acquirers.profile
            currency: "EUR"   | currency: "XYZ9"            | TerminalSettings
            mid: "TIDEGATE0000001" | mid: ""                | merchants.mid
            kind: "file"      | kind: "cloud"               | keys.kind
            kind: "file"      | kind: "token"               | keys.token.library
            suite: "P256"     | suite: "P384"               | keys.suite
            period: "P7D"     | period: "PT1S"              | period
            periodsAhead: 2   | periodsAhead: 0             | ahead
            type: tills       | type: till                  | till
            port: 8443        | port: many                  | port
            mode: "off"       | mode: "maybe"               | acquirers.tls.mode
            mode: "off"       | mode: "on"                  | acquirers.tls.trust
            secondary: {host: "", port: 0} | secondary: {host: "b.example", port: 0} | acquirers.secondary.port
            """)
    void configuration_withAMistake_namesIt(String text, String by, String named) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> edited(text, by.replace("#", "\n")))
                .withMessageContaining(named);
    }

    @Test
    void folder_withoutKeys_isNamed() {
        String home = folder.resolve("gateway").toString();

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> edited(home, folder.resolve("nowhere").toString()))
                .withMessageContaining("nowhere");
    }
}
