package dev.tidegate.saf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalEntry.Answered.Answer;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.port.Journal.Acknowledged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Any sequence of sales, results, acknowledgements, hours, rounds, restarts and deaths: every record is there once,
 * each body of an open sale is there, and none is there a day after its result.
 */
class ArchiveStormTest {
    private static final int RUNS = 4;
    private static final int STEPS = 120;
    private static final Duration DAY = Duration.ofHours(24);

    @TempDir
    private Path home;

    private Random chance = new Random(0);

    @SuppressWarnings("NullAway.Init")
    private Closet closet;

    private int deaths;
    private long numbers;
    /** What was acknowledged to its caller. */
    private final List<JournalRecord> appended = new ArrayList<>();

    private final List<Long> open = new ArrayList<>();
    private final Map<Long, Instant> finalAt = new HashMap<>();

    @Test
    void anySequence_losesNothing_doublesNothing_letsEachBodyGo() throws IOException {
        Random seeds = Seeds.chance("archive storm");
        for (int run = 0; run < RUNS; run++) {
            begin(seeds.nextLong(), run);
            for (int step = 0; step < STEPS; step++) {
                step(run + "-" + step);
            }
            quiet();
            closet.close();
        }
    }

    private void begin(long seed, int run) throws IOException {
        chance = new Random(seed);
        appended.clear();
        open.clear();
        finalAt.clear();
        Path at = home.resolve("run-" + run);
        Files.createDirectories(at);
        closet = new Closet(new Desk(at));
        takeOwn();
    }

    private void step(String name) throws IOException {
        switch (chance.nextInt(12)) {
            case 0, 1, 2, 3 -> sale();
            case 4, 5, 6 -> result();
            case 7 -> hour();
            case 8 -> acknowledge();
            case 9 -> round();
            case 10 -> restart();
            default -> die(name);
        }
        check();
    }

    private void sale() {
        long number = ++numbers;
        if (chance.nextInt(4) == 0) {
            append(Entries.asked(number));
            Answer answer = Answer.values()[chance.nextInt(Answer.values().length)];
            append(Entries.answered(number, answer));
            boolean ended = answer == Answer.KEPT_CAPTURED || answer == Answer.DECLINED || answer == Answer.NOT_SENT;
            ended(number, ended);
        } else {
            append(Entries.stored(number));
            open.add(number);
        }
    }

    private void ended(long number, boolean ended) {
        if (ended) {
            finalAt.put(number, closet.desk.now);
        } else {
            open.add(number);
        }
    }

    private void result() {
        if (open.isEmpty()) {
            return;
        }
        long number = open.get(chance.nextInt(open.size()));
        if (chance.nextInt(5) == 0) {
            append(Entries.result(number, PaymentState.HELD));
        } else {
            append(Entries.captured(number));
            open.remove(number);
            finalAt.put(number, closet.desk.now);
        }
    }

    private void hour() {
        closet.desk.now = closet.desk.now.plus(Duration.ofHours(1 + chance.nextInt(12)));
        append(Entries.shown(0));
    }

    private void acknowledge() {
        long head = closet.journal().head().seq();
        long known = closet.journal().acknowledged().contiguous();
        long to = chance.nextBoolean() ? head : known + chance.nextLong(head - known + 1);
        closet.journal().acknowledge(new Acknowledged(to, new TreeSet<>()));
    }

    private void round() {
        closet.work();
        assertThat(closet.archivist().troubles()).isEmpty();
        checkLetGo();
    }

    private void restart() {
        closet.restart();
        takeOwn();
    }

    // At a step of its round, or between two.
    private void die(String name) throws IOException {
        int fatal = chance.nextInt(8);
        int[] passed = {0};
        closet.steps = step -> {
            if (passed[0]++ == fatal) {
                throw new Kill();
            }
        };
        try {
            closet.work();
        } catch (Kill e) {
            deaths++;
        }
        Desk died = Crash.of(closet.desk, home.resolve("died-" + name));
        died.now = closet.desk.now;
        closet.steps = Steps.none();
        closet.close();
        closet = new Closet(died);
        assertThat(closet.journal().opening().archiveOdd()).isEmpty();
        assertThat(closet.journal().opening().refusal()).isNull();
        assertThat(closet.journal().opening().lostFrom()).isZero();
        takeOwn();
    }

    /** The journal's own records of its processes. */
    private void takeOwn() {
        long last = appended.isEmpty() ? 0 : appended.getLast().seq();
        closet.all().stream()
                .filter(record -> record.seq() > last && !(record.entry() instanceof JournalEntry.OfPayment))
                .forEach(appended::add);
    }

    private void append(JournalEntry entry) {
        takeOwn();
        appended.add(closet.append(entry));
    }

    private void check() {
        takeOwn();
        List<JournalRecord> all = closet.all();
        assertThat(all)
                .extracting(JournalRecord::link)
                .isEqualTo(appended.stream().map(JournalRecord::link).toList());
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).entry() instanceof JournalEntry.WithBody whole) {
                long number = Entries.number(whole.payment());
                assertThat(all.get(i).isBodyGone() && open.contains(number))
                        .as("the body of open sale %s is gone", number)
                        .isFalse();
                assertThat(all.get(i).isBodyGone()
                                || all.get(i).raw().equals(appended.get(i).raw()))
                        .as("the body of sale %s has changed", number)
                        .isTrue();
            }
        }
        assertThat(closet.journal().limitsInUse().count()).isEqualTo((int) appended.stream()
                .filter(record -> record.entry() instanceof JournalEntry.Stored stored
                        && open.contains(Entries.number(stored.payment())))
                .count());
    }

    // A record is in a generation that has ended if one was written an hour later.
    private void checkLetGo() {
        Instant newest = appended.getLast().wroteAt();
        long known = closet.journal().acknowledged().contiguous();
        for (JournalRecord record : closet.all()) {
            if (record.entry() instanceof JournalEntry.WithBody whole && !record.isBodyGone()) {
                Instant at = finalAt.get(Entries.number(whole.payment()));
                long generationEnd = appended.stream()
                        .filter(later ->
                                !later.wroteAt().isBefore(record.wroteAt().plus(Duration.ofHours(1))))
                        .mapToLong(JournalRecord::seq)
                        .min()
                        .orElse(Long.MAX_VALUE);
                assertThat(at != null
                                && known >= generationEnd
                                && !newest.isBefore(record.wroteAt().plus(Duration.ofHours(1)))
                                && !closet.desk.now.isBefore(at.plus(DAY)))
                        .as("the body of sale %s, final since %s, is there at %s", whole.payment(), at, closet.desk.now)
                        .isFalse();
            }
        }
    }

    private void quiet() {
        closet.desk.now = closet.desk.now.plus(DAY);
        append(Entries.shown(0));
        closet.acknowledgeAll();
        round();
        check();
        assertThat(closet.bodies()).containsExactlyInAnyOrderElementsOf(open);
        closet.restart();
        check();
        assertThat(deaths).isPositive();
    }
}
