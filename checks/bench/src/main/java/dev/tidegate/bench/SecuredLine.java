package dev.tidegate.bench;

import dev.tidegate.crypto.payment.PaymentKey;
import dev.tidegate.crypto.payment.TdesSwitch;
import dev.tidegate.gateway.codec.MessageMac;
import dev.tidegate.gateway.link.LinkTls;
import dev.tidegate.gateway.profile.Mac;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.profile.ProfileReader;
import dev.tidegate.gateway.security.VaultMac;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The line to an acquirer as most of them want it: TLS, with a certificate made for this run, and a retail MAC over
 * each message of a sale and its answer. The rest of the profile is the generic one's.
 */
final class SecuredLine implements AutoCloseable {
    private static final String SECRET = "of this run alone";
    private static final int KEY_BYTES = 16;
    private static final long KEYTOOL_SECONDS = 60;

    private final Path folder;
    private final VaultMac mac;

    /** @param folder empty, for the certificate and the profile */
    SecuredLine(Path folder) {
        this.folder = folder;
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        this.mac = new VaultMac(PaymentKey.tdes(key, TdesSwitch.on()), Mac.Algorithm.X9_19);
    }

    MessageMac mac() {
        return mac;
    }

    /** @param generic the folder of the profile whose messages are to be authenticated */
    Profile profile(Path generic) throws IOException {
        Path own = Files.createDirectories(folder.resolve("profile"));
        String profile = Files.readString(generic.resolve("profile.yml"));
        Files.writeString(
                own.resolve("profile.yml"),
                replaced(
                        profile,
                        "mac: none",
                        "mac: {algorithm: X9_19, bytes: 8, coverage: message, messages: \"sale deferred\"}"));
        String field = "<isofield id=\"%d\" length=\"8\" name=\"MAC\" class=\"org.jpos.iso.IFB_BINARY\"/>";
        String packager = Files.readString(generic.resolve("packager.xml"));
        Files.writeString(
                own.resolve("packager.xml"),
                replaced(
                        packager,
                        "  <isofield id=\"66\"",
                        "  " + field.formatted(64) + "\n  " + field.formatted(128) + "\n  <isofield id=\"66\""));
        return ProfileReader.read(own, name -> null);
    }

    /** The host's door. */
    ServerSocket door() throws IOException, InterruptedException {
        Path keys = folder.resolve("host.p12");
        keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=host", "-ext", "san=ip:127.0.0.1", "-validity", "2");
        keytool("-exportcert", "-rfc", "-file", trust().toString());
        try (InputStream in = Files.newInputStream(keys)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, SECRET.toCharArray());
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, SECRET.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(factory.getKeyManagers(), null, null);
            return context.getServerSocketFactory().createServerSocket(0, 16, InetAddress.getLoopbackAddress());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    LinkTls tls() {
        return new LinkTls(trust(), "", null, null);
    }

    @Override
    public void close() {
        mac.close();
    }

    private Path trust() {
        return folder.resolve("host.pem");
    }

    private void keytool(String command, String... more) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), command));
        line.addAll(List.of("-alias", "host", "-storetype", "PKCS12", "-storepass", SECRET, "-keystore"));
        line.add(folder.resolve("host.p12").toString());
        line.addAll(List.of(more));
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(KEYTOOL_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("keytool makes no certificate");
        }
    }

    private static String replaced(String text, String what, String by) {
        if (!text.contains(what)) {
            throw new IllegalStateException("the generic profile is another one");
        }
        return text.replace(what, by);
    }
}
