package dev.tidegate.bench;

import dev.tidegate.saf.BareFile;
import dev.tidegate.storm.journal.Yardstick;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/** The journal beside the disk's floor and beside others that keep their word, in rounds by turns on one disk. */
final class JournalBench {
    /** How long it goes on. Many short rounds: what else the machine does then falls on all alike. */
    record Length(int rounds, int warmUp, int alone, int eachOfMany, int counted) {
        static final Length WHOLE = new Length(60, 4_000, 80, 30, 2_000);
        static final Length QUICK = new Length(12, 100, 20, 15, 300);
    }

    static final int CALLERS = 16;
    private static final int ROUNDS_TOLD = 10;

    private static final String FLOOR = "floor";
    private static final String FILE = "file";
    private static final String JOURNAL = "journal";
    private static final String ACCEPT = "accept";
    private static final String PLAIN = "plain";
    private static final String SQLITE = "sqlite";
    private static final String ROCKS = "rocksdb";
    private static final String H2 = "h2";
    private static final String CHRONICLE = "chronicle";
    private static final List<String> TOGETHER = List.of(JOURNAL, PLAIN, SQLITE, ROCKS, H2);

    // Issue by issue: what the design asks.
    private static final double FORCE_TIMES_MAX = 1.25;
    private static final double ACCEPT_MICROS_MAX = 2_000;
    private static final double OF_PLAIN_MIN = 0.65;
    private static final double OF_CHRONICLE_MAX = 0.5;

    private final Path home;
    private final Length length;
    private final Consumer<String> progress;
    private final Map<String, Entrant> entrants = new LinkedHashMap<>();
    private final List<DurableLog> open = new ArrayList<>();

    JournalBench(Path home, Length length, Consumer<String> progress) {
        this.home = home;
        this.length = length;
        this.progress = progress;
    }

    /** Measures all; leaves its files in the folder. */
    JournalReport run() throws Exception {
        try {
            enter();
            rounds();
            List<DiskFigure> figures = new ArrayList<>(figures());
            progress.accept("Counting bytes …");
            try (BenchDisk disk = BenchDisk.in(home)) {
                figures.addAll(bytes(disk));
                return new JournalReport(length, disk.how(), 0, figures);
            }
        } finally {
            for (DurableLog log : open) {
                log.close();
            }
        }
    }

    private void enter() throws Exception {
        Payload payload;
        Till till = new Till(home.resolve(JOURNAL));
        open.add(logOf(till));
        payload = new Payload(till.append(0).raw().length());
        enter(FLOOR, new ForcedFile(folder(FLOOR)));
        enter(FILE, fileOf(new BareFile(folder(FILE)), payload));
        entrants.put(JOURNAL, new Entrant(JOURNAL, logOf(till)));
        Till accepting = new Till(home.resolve(ACCEPT));
        enter(ACCEPT, acceptOf(accepting));
        enter(PLAIN, plainOf(new Yardstick(folder(PLAIN))));
        enter(SQLITE, new GroupCommit(DatabaseLog.sqlite(folder(SQLITE), payload)));
        enter(ROCKS, new RocksLog(folder(ROCKS), payload));
        enter(H2, new GroupCommit(DatabaseLog.h2(folder(H2), payload)));
    }

    private void enter(String name, DurableLog log) {
        open.add(log);
        entrants.put(name, new Entrant(name, log));
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectories(home.resolve(name));
    }

    private void rounds() throws Exception {
        progress.accept("Warming up …");
        for (Entrant each : entrants.values()) {
            each.warmUp(length.warmUp());
        }
        try (ExecutorService callers = Entrant.callers(CALLERS)) {
            for (int round = 1; round <= length.rounds(); round++) {
                if (round % ROUNDS_TOLD == 1) {
                    progress.accept("Round " + round + " of " + length.rounds() + " …");
                }
                for (Entrant each : entrants.values()) {
                    each.alone(length.alone());
                }
                for (String name : TOGETHER) {
                    of(name).together(callers, CALLERS, length.eachOfMany());
                }
            }
        }
    }

    private Entrant of(String name) {
        Entrant entrant = entrants.get(name);
        if (entrant == null) {
            throw new IllegalArgumentException(name + " is not measured");
        }
        return entrant;
    }

    private List<DiskFigure> figures() {
        DiskFigure floor = alone(FLOOR, "one fdatasync of 4 KiB that are there already");
        DiskFigure together = together(JOURNAL);
        return List.of(
                floor,
                alone(FILE, "the journal's file: append, force").beside(floor).atMost(FORCE_TIMES_MAX),
                alone(JOURNAL, "the journal: chain, append, force")
                        .beside(floor)
                        .atMost(FORCE_TIMES_MAX),
                alone(PLAIN, "plain write-ahead log").beside(floor),
                alone(SQLITE, "SQLite, WAL, synchronous FULL").beside(floor),
                alone(ROCKS, "RocksDB, sync writes").beside(floor),
                alone(H2, "H2, checkpoint sync").beside(floor),
                alone(ACCEPT, "a whole sale: seal, chain, append, force").atMost(ACCEPT_MICROS_MAX),
                together,
                reference(together, PLAIN).atLeast(OF_PLAIN_MIN),
                reference(together, SQLITE).atLeast(1),
                reference(together, ROCKS).atLeast(1),
                reference(together, H2).atLeast(1));
    }

    private DiskFigure alone(String name, String what) {
        Times times = of(name).times();
        return DiskFigure.of(name, what, "µs", times.median(), times.high());
    }

    private DiskFigure together(String name) {
        return DiskFigure.of(name + CALLERS, "the journal, 16 callers", "records/s", of(name).rate(), 0);
    }

    // Its ratio is the journal's: how many times as fast as this one it is.
    private DiskFigure reference(DiskFigure journal, String name) {
        double rate = of(name).rate();
        return new DiskFigure(
                name + CALLERS,
                name + ", 16 callers; the journal beside it",
                "records/s",
                rate,
                0,
                journal.name(),
                journal.value() / rate,
                null);
    }

    private List<DiskFigure> bytes(BenchDisk disk) throws Exception {
        Till till = new Till(disk.folder().resolve(JOURNAL));
        Payload payload = new Payload(till.append(0).raw().length());
        double journal = bytesOf(disk, logOf(till));
        double plain = bytesOf(disk, plainOf(new Yardstick(made(disk, PLAIN))));
        double chronicle = bytesOf(disk, new ChronicleLog(made(disk, CHRONICLE), payload));
        DiskFigure its = bytes(CHRONICLE, "Chronicle Queue as it comes, and a force", chronicle);
        return List.of(
                its,
                bytes(PLAIN, "plain write-ahead log", plain).beside(its),
                bytes(JOURNAL, "the journal", journal).beside(its).atMost(OF_CHRONICLE_MAX));
    }

    private static Path made(BenchDisk disk, String name) throws IOException {
        return Files.createDirectories(disk.folder().resolve(name));
    }

    private static DiskFigure bytes(String name, String what, double value) {
        return DiskFigure.of(name + "Bytes", what, "bytes/record", value, 0);
    }

    // One caller, as bytes shared by sixteen say nothing of a till with one.
    private double bytesOf(BenchDisk disk, DurableLog log) throws Exception {
        try (log) {
            Entrant entrant = new Entrant("bytes", log);
            entrant.warmUp(length.warmUp());
            long before = disk.written();
            entrant.warmUp(length.counted());
            return (disk.written() - before) / (double) length.counted();
        }
    }

    private static DurableLog logOf(Till till) {
        return new DurableLog() {
            @Override
            public void append(long number) {
                till.append(number);
            }

            @Override
            public void close() {
                till.close();
            }
        };
    }

    private static DurableLog acceptOf(Till till) {
        return new DurableLog() {
            @Override
            public void append(long number) {
                till.accept(number);
            }

            @Override
            public void close() {
                till.close();
            }
        };
    }

    private static DurableLog plainOf(Yardstick plain) {
        return new DurableLog() {
            @Override
            public void append(long number) {
                plain.append(number);
            }

            @Override
            public void close() {
                plain.close();
            }
        };
    }

    private static DurableLog fileOf(BareFile file, Payload payload) {
        return new DurableLog() {
            @Override
            public void append(long number) throws IOException {
                file.append(number, payload.of(number));
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        };
    }
}
