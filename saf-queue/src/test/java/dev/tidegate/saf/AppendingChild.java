package dev.tidegate.saf;

import dev.tidegate.core.port.JournalBrokenException;
import dev.tidegate.core.port.KillAt;
import dev.tidegate.core.port.Landmarks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process that appends until it is killed, and says on its standard output what it tries and what was acknowledged:
 * {@code TRY number}, {@code ACK number seq}, a line each, written at once.
 */
final class AppendingChild {
    private AppendingChild() {}

    /** Arguments: home, first number, callers, and a landmark to die at or {@code never}. */
    public static void main(String[] arguments) throws IOException {
        Desk desk = new Desk(Path.of(arguments[0]));
        AtomicLong numbers = new AtomicLong(Long.parseLong(arguments[1]));
        int callers = Integer.parseInt(arguments[2]);
        desk.landmarks = landmarks(arguments[3]);
        SafJournal journal;
        try {
            journal = desk.open();
        } catch (JournalLockedException e) {
            say("LOCKED " + e.folder().getFileName());
            return;
        } catch (JournalBrokenException e) {
            say("BROKEN " + e.getMessage());
            return;
        }
        say("READY");
        for (int caller = 0; caller < callers; caller++) {
            Thread.ofPlatform().start(() -> append(journal, numbers));
        }
        // Held until the parent lets go of the pipe.
        int ignored = System.in.read();
        journal.close();
        say("CLOSED");
    }

    private static void append(SafJournal journal, AtomicLong numbers) {
        while (true) {
            long number = numbers.getAndIncrement();
            say("TRY " + number);
            long seq = journal.append(Entries.stored(number)).seq();
            say("ACK " + number + " " + seq);
            journal.note(Entries.shown(number));
            journal.note(Entries.captured(number));
        }
    }

    private static Landmarks landmarks(String spec) {
        return spec.equals("never")
                ? Landmarks.none()
                : KillAt.parse(spec, () -> Runtime.getRuntime().halt(137));
    }

    private static void say(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (System.out) {
            System.out.write(bytes, 0, bytes.length);
            System.out.flush();
        }
    }
}
