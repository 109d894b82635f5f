package dev.tidegate.cards;

import dev.tidegate.core.card.Octets;
import java.util.random.RandomGenerator;

/** Chance as it was: the unpredictable number and the number of random selection. */
final class GivenChance implements RandomGenerator {
    private final Octets number;
    private final int selection;

    GivenChance(Octets number, int selection) {
        this.number = number;
        this.selection = selection;
    }

    @Override
    public void nextBytes(byte[] bytes) {
        System.arraycopy(number.toByteArray(), 0, bytes, 0, bytes.length);
    }

    @Override
    public int nextInt(int origin, int bound) {
        return selection;
    }

    @Override
    public long nextLong() {
        throw new UnsupportedOperationException("a kernel asks for a number and a percentage");
    }
}
