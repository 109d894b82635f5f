package dev.tidegate.bench;

import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.crypto.ChainSeal;
import dev.tidegate.crypto.TillHome;
import dev.tidegate.saf.SafJournal;
import dev.tidegate.saf.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/** A process that opens a journal, reads its first record and takes one, and says so in a line each. */
final class OpeningChild {
    static final String READ = "read";
    static final String TAKEN = "taken";
    static final String RESIDENT = "resident ";

    private OpeningChild() {}

    /** @param arguments the folder of a {@link Till} */
    public static void main(String[] arguments) throws IOException {
        Path home = Path.of(arguments[0]);
        TillHome till = new TillHome(home.resolve("till"));
        try (SafJournal journal = SafJournal.open(
                home.resolve("journal"),
                ChainSeal.load(home.resolve("chain.state"), Sample.TILL, till::signer),
                InstantSource.system(),
                Landmarks.none(),
                Settings.standard())) {
            say(journal.readAfter(0, 1).size() == 1 ? READ : "nothing to read");
            JournalRecord taken = journal.append(new JournalEntry.Offered(1));
            say(taken.seq() > 0 ? TAKEN : "nothing taken");
            say(RESIDENT + residentKib());
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private static String residentKib() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.replaceAll("\\D", ""))
                .findFirst()
                .orElse("0");
    }
}
