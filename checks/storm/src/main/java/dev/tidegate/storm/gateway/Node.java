package dev.tidegate.storm.gateway;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;

/** One gateway of the plant, started again after each death on its own folder and port. One thread at a time. */
final class Node implements AutoCloseable {
    /** Where a gateway may be told to die. */
    private static final List<String> KILL_POINTS = List.of(
            "after-commit-before-answer",
            "after-intent-before-first-byte",
            "after-write",
            "after-host-answer-before-row");

    private final int port;
    private final Function<Map<String, String>, Worker.Recipe> recipe;
    private final SplittableRandom chance;
    private Worker gateway;

    /**
     * Starts it.
     *
     * @param port for the tills
     * @param recipe how to start it with more in its environment
     */
    Node(int port, Function<Map<String, String>, Worker.Recipe> recipe, SplittableRandom chance) {
        this.port = port;
        this.recipe = recipe;
        this.chance = chance;
        this.gateway = Worker.start(serving(Map.of()));
    }

    int port() {
        return port;
    }

    /** Waits for it to die, which it may do by itself at the point it was told. */
    boolean dies(long withinMillis) throws InterruptedException {
        return gateway.ends(withinMillis);
    }

    void kill() {
        gateway.kill();
    }

    /**
     * Starts it again.
     *
     * @param armed whether it is told to die at some point; it may then do so before it serves, and is started once
     *     more
     * @return how often it was started
     */
    int start(boolean armed) {
        if (armed) {
            String point = KILL_POINTS.get(chance.nextInt(KILL_POINTS.size())) + ":" + (1 + chance.nextInt(4));
            Optional<Worker> started = Worker.startOrDie(serving(Map.of("TIDEGATE_KILL_AT", point)));
            if (started.isPresent()) {
                gateway = started.get();
                return 1;
            }
        }
        gateway = Worker.start(serving(Map.of()));
        return armed ? 2 : 1;
    }

    private Worker.Recipe serving(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("GATEWAY_PORT", "" + port);
        return recipe.apply(environment);
    }

    @Override
    public void close() {
        gateway.close();
    }
}
