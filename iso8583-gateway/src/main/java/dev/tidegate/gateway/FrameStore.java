package dev.tidegate.gateway;

import dev.tidegate.core.card.Octets;
import dev.tidegate.gateway.http.KeptFrames;
import dev.tidegate.gateway.link.Quarantine;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Frames that could not be read, sealed, one file each, for three days. When the folder is full the newest are counted
 * and not kept: the first ones show what is wrong.
 */
final class FrameStore implements Quarantine, KeptFrames {
    static final int FILES_MAX = 256;
    /** As long as track data may live anywhere (payment.md). */
    static final Duration KEPT = Duration.ofHours(72);

    private static final FactLog LOG = FactLog.of(FrameStore.class);
    private static final int MARK_BYTES = 5;
    private static final String SUFFIX = ".sealed";
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");

    private final Path folder;
    private final Seal seal;
    private final InstantSource clock;
    private long number;

    /** Seals a frame under its name, and opens it. */
    interface Seal {
        Octets seal(byte[] frame, String name);

        byte[] open(Octets sealed, String name);
    }

    /** The store in a gateway's folder. */
    static FrameStore in(Path home, Seal seal, InstantSource clock) {
        return new FrameStore(home.resolve("frames"), seal, clock);
    }

    /** When a frame came, by its name. */
    static Instant at(String name) {
        return Instant.ofEpochMilli(Long.parseLong(name.substring(0, name.indexOf('-'))));
    }

    FrameStore(Path folder, Seal seal, InstantSource clock) {
        this.folder = folder;
        this.seal = seal;
        this.clock = clock;
    }

    @Override
    public synchronized void keep(String acquirer, byte[] frame, String reason) {
        Instant now = clock.instant();
        try {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER));
            removeBefore(now.minus(KEPT));
            if (names().size() >= FILES_MAX) {
                LOG.warn("a frame is not kept, there are enough", Map.of(Field.ACQUIRER, acquirer));
                return;
            }
            String name = now.toEpochMilli() + "-" + number++ + "-" + acquirer.replaceAll("[^A-Za-z0-9_-]", "_");
            Files.write(folder.resolve(name + SUFFIX), seal.seal(frame, name).toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of frames cannot be written", e);
        }
    }

    /** The names of all that are kept, the oldest first. */
    List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> file.endsWith(SUFFIX))
                    .map(file -> file.substring(0, file.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of frames cannot be read", e);
        }
    }

    @Override
    public List<Kept> kept() {
        return names().reversed().stream()
                .map(name -> new Kept(name, at(name), name.split("-", 3)[2]))
                .toList();
    }

    @Override
    public byte[] open(String name) {
        if (!names().contains(name)) {
            throw new UncheckedIOException(new IOException("no frame of this name"));
        }
        try {
            return seal.open(Octets.of(Files.readAllBytes(folder.resolve(name + SUFFIX))), name);
        } catch (IOException e) {
            throw new UncheckedIOException("the frame cannot be read", e);
        }
    }

    /** What the frames that are kept begin with: 5 bytes that name their keys. Removes those that are kept too long. */
    synchronized Set<Octets> keyMarks() {
        try {
            removeBefore(clock.instant().minus(KEPT));
            Set<Octets> marks = new HashSet<>();
            for (String name : names()) {
                try (InputStream in = Files.newInputStream(folder.resolve(name + SUFFIX))) {
                    marks.add(Octets.of(in.readNBytes(MARK_BYTES)));
                }
            }
            return marks;
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of frames cannot be read", e);
        }
    }

    private void removeBefore(Instant oldest) throws IOException {
        for (String name : names()) {
            if (at(name).isBefore(oldest)) {
                Files.delete(folder.resolve(name + SUFFIX));
            }
        }
    }
}
