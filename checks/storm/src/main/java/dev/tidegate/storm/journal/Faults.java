package dev.tidegate.storm.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** A disk that refuses: now and then, for a while, or because it is full. Otherwise it does as its rules say. */
final class Faults implements Conduct {
    private enum Kind {
        /** Single operations fail. */
        NOW_AND_THEN,
        /** Everything fails for a while. */
        SPELL,
        /** Somebody else eats the room, and gives it back. */
        FULL
    }

    private static final double[] RATES = {0.003, 0.02, 0.1};
    private static final int SPELL_BEGINS_MAX = 200;
    private static final int SPELL_MAX = 120;
    /** Too little for anything but the reserve. */
    private static final long NEXT_TO_NOTHING = 512 * 1024;

    private final Conduct rules;
    private final Path reserve;
    private final SplittableRandom chance;
    private final Kind kind;
    private final double rate;
    private final int from;
    private final int to;
    private final long reserveBytes;
    private int operations;

    /** @param reserveBytes what the log holds back for a full disk */
    Faults(Path home, Conduct rules, SplittableRandom chance, long reserveBytes) {
        this.rules = rules;
        this.reserve = home.resolve("journal").resolve("reserve");
        this.chance = chance;
        this.reserveBytes = reserveBytes;
        this.kind = Kind.values()[chance.nextInt(Kind.values().length)];
        this.rate = RATES[chance.nextInt(RATES.length)];
        this.from = 1 + chance.nextInt(SPELL_BEGINS_MAX);
        this.to = from + chance.nextInt(SPELL_MAX);
    }

    @Override
    public boolean isBad() {
        return true;
    }

    private boolean isSpell() {
        return operations >= from && operations < to;
    }

    @Override
    public void before(Operation operation, Path file) throws IOException {
        rules.before(operation, file);
        operations++;
        boolean fails = switch (kind) {
            case NOW_AND_THEN -> chance.nextDouble() < rate;
            case SPELL -> isSpell();
            case FULL -> false;
        };
        if (fails && operation != Operation.BEFORE_FORCE) {
            throw new IOException("Input/output error");
        }
    }

    @Override
    public int takes(Path file, int bytes) {
        boolean isShort = kind == Kind.NOW_AND_THEN && chance.nextDouble() < rate;
        return isShort ? chance.nextInt(bytes + 1) : rules.takes(file, bytes);
    }

    @Override
    public long usable(long bytes) {
        if (kind != Kind.FULL || !isSpell()) {
            return rules.usable(bytes);
        }
        try {
            long held = Files.exists(reserve) ? Files.size(reserve) : 0;
            return NEXT_TO_NOTHING + Math.max(0, reserveBytes - held);
        } catch (IOException e) {
            return NEXT_TO_NOTHING;
        }
    }

    @Override
    public boolean forces(Path file) {
        return rules.forces(file);
    }

    @Override
    public boolean tells(Path file) {
        return rules.tells(file);
    }

    @Override
    public long place(Path file, long position) {
        return rules.place(file, position);
    }

    @Override
    public Path meant(Path file) {
        return rules.meant(file);
    }

    @Override
    public boolean moves(Path file) {
        return rules.moves(file);
    }

    @Override
    public boolean makes(Path folder) {
        return rules.makes(folder);
    }
}
