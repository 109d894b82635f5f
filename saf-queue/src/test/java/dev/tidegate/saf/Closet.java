package dev.tidegate.saf;

import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.port.Journal.Acknowledged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A running journal with its archivist, and time that passes when a test says so. */
final class Closet implements AutoCloseable {
    final Desk desk;
    final List<ArchiveFact> facts = new ArrayList<>();
    Steps steps = Steps.none();
    Retention retention = Retention.standard();
    private SafJournal journal;
    private Archivist archivist;

    Closet(Desk desk) {
        this.desk = desk;
        this.journal = desk.open();
        this.archivist = newArchivist();
    }

    private Archivist newArchivist() {
        return journal.archivist(retention, facts::add, step -> steps.pass(step));
    }

    SafJournal journal() {
        return journal;
    }

    Archivist archivist() {
        return archivist;
    }

    JournalRecord append(JournalEntry entry) {
        return journal.append(entry);
    }

    /** Lets hours pass; then a generation begins. */
    Closet hours(int hours) {
        desk.now = desk.now.plus(Duration.ofHours(hours));
        append(Entries.shown(0));
        return this;
    }

    Closet acknowledgeAll() {
        journal.acknowledge(new Acknowledged(journal.head().seq(), new TreeSet<>()));
        return this;
    }

    long work() {
        return archivist.doWork();
    }

    /** Closes in good order and opens again. */
    Closet restart() {
        journal.close();
        journal = desk.open();
        archivist = newArchivist();
        return this;
    }

    List<JournalRecord> all() {
        return Desk.all(journal);
    }

    /** The payments whose sealed bodies can be read. */
    List<Long> bodies() {
        return all().stream()
                .filter(record -> record.entry() instanceof JournalEntry.WithBody && !record.isBodyGone())
                .map(record -> Entries.number(((JournalEntry.WithBody) record.entry()).payment()))
                .toList();
    }

    /** The names of everything in the folder, in order. */
    List<String> names() {
        return names(desk.folder);
    }

    static List<String> names(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.map(path -> folder.relativize(path).toString())
                    .filter(name -> name.contains("-"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether bytes lie anywhere in the journal's files, used or not. */
    boolean isOnDisk(byte[] bytes) {
        try (Stream<Path> all = Files.walk(desk.folder)) {
            return all.filter(Files::isRegularFile).anyMatch(file -> contains(file, bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean contains(Path file, byte[] bytes) {
        try {
            byte[] all = Files.readAllBytes(file);
            for (int at = 0; at + bytes.length <= all.length; at++) {
                int same = 0;
                while (same < bytes.length && all[at + same] == bytes[same]) {
                    same++;
                }
                if (same == bytes.length) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        journal.close();
    }
}
