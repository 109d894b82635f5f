package dev.tidegate.gateway;

import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.crypto.GatewayKeys;
import dev.tidegate.crypto.TillChain;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** A gateway's and a till's folder, made once for all tests: their passwords are slow by design. */
final class Enrolled {
    private static final Enrolled ONCE = new Enrolled();

    private final Path template;
    private final GatewayKeys keys;
    private final TillChain chain;

    private Enrolled() {
        try {
            template = Files.createTempDirectory("enrolled");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(template)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        GatewayHome home = GatewayHome.init(template.resolve("gateway"), InstantSource.system());
        keys = home.keys();
        chain = home.enrolTill(Sales.TILL, template.resolve("till"), InstantSource.system());
    }

    /** Copies both folders. */
    static Enrolled copiedTo(Path folder) {
        try (Stream<Path> files = Files.walk(ONCE.template)) {
            for (Path file : files.toList()) {
                Path copy = folder.resolve(ONCE.template.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ONCE;
    }

    static Enrolled once() {
        return ONCE;
    }

    GatewayKeys keys() {
        return keys;
    }

    /** Writes the till's row. */
    void register(Store store, Instant at) {
        store.change(tables -> tables.tills()
                .enrol(
                        Sales.TILL,
                        chain.lastLink(),
                        chain.keySeq(),
                        keys.wrapChainKey(Sales.TILL, chain.keySeq(), chain.key()),
                        at));
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.sorted((a, b) -> b.compareTo(a)).toList();
            for (Path file : all) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
