package dev.tidegate.simulator.network;

/** Bytes a link has passed on, and those it has swallowed. On the event loop. */
final class Traffic {
    private long toTarget;
    private long toClient;
    private long swallowed;

    void add(Direction direction, long bytes) {
        switch (direction) {
            case TO_TARGET -> toTarget += bytes;
            case TO_CLIENT -> toClient += bytes;
        }
    }

    void swallow(long bytes) {
        swallowed += bytes;
    }

    long toTarget() {
        return toTarget;
    }

    long toClient() {
        return toClient;
    }

    long swallowed() {
        return swallowed;
    }
}
