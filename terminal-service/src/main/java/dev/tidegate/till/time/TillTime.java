package dev.tidegate.till.time;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The time that a till sells by: what the gateway said last, and what has passed since by a clock that nobody sets.
 * Sales are dated by it, windows and locks are counted in it; whoever moves the machine's clock moves none of them.
 *
 * <p>Before the gateway's first word it goes on from the small file that {@link #keep} writes: exactly, where the
 * machine was not switched off since; else from the machine's clock, but never from before the file. What passed while
 * it was off is then the machine's word alone, and count and sum of stored sales are what bounds an outage.
 *
 * <p>Milliseconds, as records carry. Safe to use from several threads; goes back only where the gateway says so.
 */
public final class TillTime implements InstantSource {
    /** What answers need on their way: a word that differs by less changes nothing, so that time runs even. */
    private static final Duration ANSWERS_TAKE = Duration.ofSeconds(2);

    /** Two looks at one uptime differ by less. */
    private static final Duration COARSENESS = Duration.ofSeconds(1);

    private static final int BYTES_MAX = 200;
    private static final Pattern KEPT = Pattern.compile("(\\d{1,15}) (\\d{1,19}) ([0-9a-f-]{0,64})");

    private final Path file;
    private final InstantSource machine;
    private final Uptime uptime;
    private volatile Word word;

    /** @param heard whether it is the gateway's */
    private record Word(Instant told, long atNanos, boolean heard) {
        Instant after(long nanos) {
            return told.plusNanos(nanos - atNanos);
        }
    }

    private TillTime(Path file, InstantSource machine, Uptime uptime, Word word) {
        this.file = file;
        this.machine = machine;
        this.uptime = uptime;
        this.word = word;
    }

    /**
     * Goes on from what was kept. A file that is missing or that cannot be read leaves the machine's clock.
     *
     * @param machine the clock that people set
     */
    public static TillTime open(Path file, InstantSource machine, Uptime uptime) {
        long now = uptime.nanos();
        Matcher kept = KEPT.matcher(text(file));
        return new TillTime(
                file, machine, uptime, kept.matches() ? goingOn(kept, machine, uptime, now) : first(machine, now));
    }

    private static Word first(InstantSource machine, long now) {
        return new Word(machine.instant(), now, false);
    }

    private static Word goingOn(Matcher kept, InstantSource machine, Uptime uptime, long now) {
        Instant then = Instant.ofEpochMilli(Long.parseLong(kept.group(1)));
        Long nanos = nanos(kept.group(2));
        boolean sameBoot = !uptime.boot().isEmpty() && uptime.boot().equals(kept.group(3));
        if (sameBoot && nanos != null && nanos - now <= COARSENESS.toNanos()) {
            return new Word(then, nanos, false);
        }
        Instant said = machine.instant();
        return new Word(said.isBefore(then) ? then : said, now, false);
    }

    @Override
    public Instant instant() {
        return word.after(uptime.nanos()).truncatedTo(ChronoUnit.MILLIS);
    }

    /** The clock that people set: what a record's header tells beside the time of its sale. */
    public InstantSource machine() {
        return machine;
    }

    /** How far the machine's clock is ahead of the till's time; negative where it is behind. */
    public Duration machineAhead() {
        return Duration.between(instant(), machine.instant());
    }

    /** Whether the gateway has told the time since the start. */
    public boolean isHeard() {
        return word.heard();
    }

    /** What the gateway says that it is. */
    public void heard(Instant told) {
        long now = uptime.nanos();
        Word before = word;
        boolean same = Duration.between(before.after(now), told).abs().compareTo(ANSWERS_TAKE) < 0;
        word = same ? new Word(before.told(), before.atNanos(), true) : new Word(told, now, true);
    }

    /**
     * Writes down where the time stands, for the next start. Not forced: what a power cut costs is a minute.
     *
     * @throws IOException the disk refuses; the next start goes on from what was kept before
     */
    public void keep() throws IOException {
        long now = uptime.nanos();
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        String line = word.after(now).toEpochMilli() + " " + now + " " + uptime.boot() + "\n";
        Files.writeString(draft, line, StandardCharsets.US_ASCII);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static @Nullable Long nanos(String digits) {
        try {
            return Long.valueOf(digits);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) && Files.size(file) <= BYTES_MAX
                    ? Files.readString(file, StandardCharsets.US_ASCII).strip()
                    : "";
        } catch (IOException e) {
            return "";
        }
    }
}
