package dev.tidegate.till.fake;

import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.crypto.ParametersKeeper.Verdict;
import dev.tidegate.crypto.SignedParameters;
import dev.tidegate.crypto.StorePassword;
import dev.tidegate.crypto.TillHome;
import dev.tidegate.crypto.TillParameters;
import dev.tidegate.crypto.TillParameters.Ages;
import dev.tidegate.crypto.TillParameters.Agreed;
import dev.tidegate.crypto.TillParameters.Merchant;
import dev.tidegate.till.gateway.TillTls;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Currency;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A gateway's keys and a till enrolled with it, in a folder of the test. */
public record Enrolment(GatewayHome gateway, TillHome till) {
    private static final Path TEMPLATE = template();

    /** As all others, to the key: made once, because passwords are slow by design. */
    public static Enrolment in(Path folder) {
        try (Stream<Path> files = Files.walk(TEMPLATE)) {
            for (Path file : files.toList()) {
                Path copy = folder.resolve(TEMPLATE.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Enrolment(new GatewayHome(folder.resolve("gateway")), new TillHome(folder.resolve("till")));
    }

    /** With keys of its own, which nobody else has. */
    public static Enrolment ofStrangers(Path folder) {
        InstantSource clock = InstantSource.system();
        GatewayHome gateway = GatewayHome.init(folder.resolve("gateway"), clock);
        var ignored = gateway.enrolTill(Samples.TILL, folder.resolve("till"), clock);
        return new Enrolment(gateway, new TillHome(folder.resolve("till")));
    }

    private static Path template() {
        try {
            Path folder = Files.createTempDirectory("enrolled");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            var ignored = ofStrangers(folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A gateway without a till. */
    public static Enrolment withoutTill(Path folder) {
        GatewayHome gateway = GatewayHome.init(folder.resolve("gateway"), InstantSource.system());
        return new Enrolment(gateway, new TillHome(folder.resolve("till")));
    }

    /** What the gateway allows the till: everything, or what a test says. */
    public SignedParameters parameters(long version, UnaryOperator<TillParameters> edit) {
        TillParameters everything = new TillParameters(
                version,
                Samples.NOON.truncatedTo(ChronoUnit.MILLIS).plus(Duration.ofDays(1)),
                Samples.TILL,
                new Merchant(
                        "TIDE0001",
                        "TIDEGATE0000001",
                        "Corner Shop",
                        "5411",
                        Currency.getInstance("EUR"),
                        ZoneId.of("Europe/Berlin")),
                new Agreed(false, true, true, true, true, false, false),
                new Ages(Duration.ofHours(24), Duration.ofDays(7), Duration.ofHours(24), Duration.ofHours(72)),
                null);
        return gateway.parameters().sign(edit.apply(everything));
    }

    /** The till has heard before that it may do everything. */
    public Enrolment told() {
        Verdict ignored = till.parameters().take(parameters(1, all -> all).raw());
        return this;
    }

    /** Who the till is. */
    public TillTls tls() {
        return TillTls.of(store(till.keyStore()), store(till.trustStore()));
    }

    public static TillTls.Store store(Path file) {
        return new TillTls.Store(file, StorePassword.of(file));
    }

    /** Who the gateway is. */
    public SSLContext serverContext() {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(
                    load(gateway.serverStore()),
                    StorePassword.of(gateway.serverStore()).toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(load(gateway.trustStore()));
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, StorePassword.of(file).toCharArray());
        }
        return store;
    }
}
