package dev.tidegate.simulator.device;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Which fault the next request of a kind meets: those that were planned, in order; else what the storm draws. */
final class Faults {
    private static final List<Fault.Kind> OF_PAYMENTS = List.of(
            Fault.Kind.DROP_ANSWER,
            Fault.Kind.DELAY,
            Fault.Kind.DUPLICATE,
            Fault.Kind.WRONG_SERVICE_ID,
            Fault.Kind.WRONG_SALE,
            Fault.Kind.HALF_JSON,
            Fault.Kind.GARBAGE,
            Fault.Kind.RESET_BEFORE,
            Fault.Kind.RESET_AFTER,
            Fault.Kind.BUSY,
            Fault.Kind.LATE,
            Fault.Kind.SLOW,
            Fault.Kind.DEAF,
            Fault.Kind.RESTART);
    private static final List<Fault.Kind> OF_OTHERS = List.of(
            Fault.Kind.DROP_ANSWER,
            Fault.Kind.DELAY,
            Fault.Kind.DUPLICATE,
            Fault.Kind.WRONG_SERVICE_ID,
            Fault.Kind.HALF_JSON,
            Fault.Kind.GARBAGE,
            Fault.Kind.RESET_BEFORE,
            Fault.Kind.RESET_AFTER,
            Fault.Kind.BUSY);

    /** One fault for the next request of a category that has none waiting. */
    record Planned(String on, Fault fault) {}

    /**
     * Faults by chance.
     *
     * @param percent of requests that meet one
     * @param millis how long a fault takes at most
     */
    record Storm(long seed, int percent, int millis) {}

    private final Map<String, Deque<Fault>> plan = new HashMap<>();
    private Storm storm = new Storm(0, 0, 0);
    private Random chance = new Random(0);

    synchronized void plan(List<Planned> faults) {
        plan.clear();
        faults.forEach(each ->
                plan.computeIfAbsent(each.on(), on -> new ArrayDeque<>()).add(each.fault()));
    }

    synchronized void storm(Storm next) {
        storm = next;
        chance = new Random(next.seed());
    }

    synchronized Fault next(String category) {
        Deque<Fault> planned = plan.get(category);
        if (planned != null && !planned.isEmpty()) {
            return planned.remove();
        }
        if (chance.nextInt(100) >= storm.percent()) {
            return Fault.NONE;
        }
        List<Fault.Kind> kinds = category.equals("Payment") ? OF_PAYMENTS : OF_OTHERS;
        return new Fault(kinds.get(chance.nextInt(kinds.size())), 1 + chance.nextInt(Math.max(1, storm.millis())));
    }
}
