package dev.tidegate.gateway.review;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidegate.gateway.log.FactLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder of evidence packs that the configuration names. It is read anew each time, and never written. */
public final class EvidenceFolder {
    /** More runs than anybody keeps beside a gateway; the others are counted as unreadable. */
    static final int RUNS_MAX = 200;

    private static final int DEPTH_MAX = 3;
    private static final long PACK_BYTES_MAX = 4L << 20;
    private static final long FILE_BYTES_MAX = 64L << 20;
    private static final String PACK = "pack.json";
    private static final Pattern NAMES =
            Pattern.compile("index\\.html|evidence\\.pdf|matrix\\.csv|junit\\.xml|pack\\.json"
                    + "|sign-off\\.json|time-fields\\.json|manifest\\.(?:json|sig)"
                    + "|scenarios/[A-Z][0-9]{2}[a-z]?\\.(?:html|json)");

    private static final FactLog LOG = FactLog.of(EvidenceFolder.class);
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private final @Nullable Path root;

    /** @param root none, where there are no packs */
    public EvidenceFolder(Optional<Path> root) {
        this.root = root.orElse(null);
    }

    /** @param unreadable how many packs cannot be read */
    public record Found(List<Run> runs, int unreadable) {}

    private record Pack(Path folder, Run run) {}

    private record Packs(List<Pack> readable, int unreadable) {}

    /** All runs, the latest first. */
    public Found runs() {
        Packs packs = packs();
        return new Found(packs.readable().stream().map(Pack::run).toList(), packs.unreadable());
    }

    /** One of them. */
    public Optional<Run> run(String run) {
        return pack(run).map(Pack::run);
    }

    /**
     * A file of a run's pack; nothing where the run, or such a name, is not there. No name leads out of the folder, and
     * no link does.
     */
    public Optional<byte[]> file(String run, String name) {
        if (!NAMES.matcher(name).matches()) {
            return Optional.empty();
        }
        return pack(run).flatMap(pack -> read(pack.folder(), name));
    }

    private static Optional<byte[]> read(Path folder, String name) {
        try {
            Path file = folder.resolve(name).toRealPath();
            boolean ours = file.startsWith(folder.toRealPath()) && Files.isRegularFile(file);
            return ours && Files.size(file) <= FILE_BYTES_MAX
                    ? Optional.of(Files.readAllBytes(file))
                    : Optional.empty();
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException broken) {
            LOG.broken("a file of an evidence pack cannot be read", broken, Map.of());
            return Optional.empty();
        }
    }

    private Optional<Pack> pack(String run) {
        return packs().readable().stream()
                .filter(pack -> pack.run().run().equals(run))
                .findFirst();
    }

    private Packs packs() {
        Path folder = root;
        if (folder == null || !Files.isDirectory(folder)) {
            return new Packs(List.of(), 0);
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder, DEPTH_MAX)) {
            files = all.filter(file -> PACK.equals(String.valueOf(file.getFileName())))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException broken) {
            LOG.broken("the folder of evidence packs cannot be read", broken, Map.of());
            return new Packs(List.of(), 1);
        }
        List<Pack> readable = new ArrayList<>();
        for (Path file : files.stream().limit(RUNS_MAX).toList()) {
            pack(file).ifPresent(readable::add);
        }
        readable.sort(Comparator.comparing((Pack pack) -> pack.run().facts().startedAt())
                .reversed());
        return new Packs(List.copyOf(readable), files.size() - readable.size());
    }

    private static Optional<Pack> pack(Path file) {
        try {
            Path folder = file.getParent();
            if (folder == null || Files.size(file) > PACK_BYTES_MAX) {
                return Optional.empty();
            }
            @Nullable Run run = JSON.readValue(Files.readAllBytes(file), Run.class);
            return Optional.ofNullable(run).map(each -> new Pack(folder, each));
        } catch (JacksonException none) {
            return Optional.empty();
        } catch (IOException broken) {
            LOG.broken("an evidence pack cannot be read", broken, Map.of());
            return Optional.empty();
        }
    }
}
