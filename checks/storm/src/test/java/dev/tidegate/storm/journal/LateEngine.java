package dev.tidegate.storm.journal;

import java.nio.file.Path;
import java.util.List;

/** The till's journal, which is handed a sale only after it was acknowledged: with the next one. */
final class LateEngine implements Engine {
    private final JournalEngine journal = new JournalEngine();

    @Override
    public void prepare(Path home) {
        journal.prepare(home);
    }

    @Override
    public Log open(Path home, long next, Runnable beforeForce) {
        Log log = journal.open(home, next, beforeForce);
        return new Log() {
            private long waiting;

            @Override
            public synchronized Sighting append(long number) {
                Sighting before = log.append(waiting == 0 ? number : waiting);
                waiting = number;
                return new Sighting(number, before.place() + 1, before.check(), before.body());
            }

            @Override
            public List<Sighting> readAfter(long place) {
                return log.readAfter(place);
            }

            @Override
            public long end() {
                return log.end();
            }

            @Override
            public void close() {
                log.close();
            }
        };
    }

    @Override
    public byte[] trace(long number) {
        return journal.trace(number);
    }
}
