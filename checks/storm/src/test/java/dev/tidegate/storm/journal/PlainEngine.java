package dev.tidegate.storm.journal;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Makes the yardstick. */
final class PlainEngine implements Engine {
    @Override
    public void prepare(Path home) {}

    @Override
    public Log open(Path home, long next, Runnable beforeForce) {
        return PlainLog.open(home, beforeForce);
    }

    @Override
    public byte[] trace(long number) {
        byte[] body = new byte[32];
        new SplittableRandom(number).nextBytes(body);
        return ByteBuffer.allocate(16).putLong(number).put(body, 16, 8).array();
    }
}
