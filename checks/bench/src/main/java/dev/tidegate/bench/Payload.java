package dev.tidegate.bench;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** As many bytes as a record of the journal has, which nothing can compress. */
final class Payload {
    private final byte[] noise;

    Payload(int bytes) {
        this.noise = new byte[bytes];
        new SplittableRandom(1).nextBytes(noise);
    }

    byte[] of(long number) {
        byte[] bytes = noise.clone();
        return ByteBuffer.wrap(bytes).putLong(number).array();
    }
}
