package dev.tidegate.core.port;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Landmarks of a fault drill: at the n-th pass of one of them the given end comes. Safe to use from several threads.
 */
public final class KillAt implements Landmarks {
    private final Landmark landmark;
    private final AtomicInteger left;
    private final Runnable end;

    private KillAt(Landmark landmark, int pass, Runnable end) {
        this.landmark = landmark;
        this.left = new AtomicInteger(pass);
        this.end = end;
    }

    /**
     * Reads {@code NAME} or {@code NAME:n}, the name in lower case with hyphens
     * ({@code after-intent-before-first-byte}).
     *
     * @param end what ends the process, handed in by the wiring
     * @throws IllegalArgumentException no such landmark, or n is not from 1; the process refuses to start
     */
    public static KillAt parse(String spec, Runnable end) {
        int colon = spec.indexOf(':');
        String name = colon < 0 ? spec : spec.substring(0, colon);
        try {
            int pass = colon < 0 ? 1 : Integer.parseInt(spec.substring(colon + 1));
            if (pass < 1) {
                throw new IllegalArgumentException("passes are counted from 1");
            }
            return new KillAt(Landmark.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')), pass, end);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("no landmark of this name: " + spec, e);
        }
    }

    @Override
    public void pass(Landmark passed) {
        if (passed == landmark && left.decrementAndGet() == 0) {
            end.run();
        }
    }
}
