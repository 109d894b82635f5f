package dev.tidegate.simulator.acquirer;

import java.util.EnumMap;
import java.util.Map;

/** Where the process is to die: at the n-th time it comes by a named point. It dies at once and says nothing. */
final class KillPlan {
    private final Map<KillPoint, Integer> left;
    private final Runnable death;

    /**
     * Plans deaths.
     *
     * @param hits for each point the hit that kills, from 1
     * @param death ends the process; returns in tests only
     */
    KillPlan(Map<KillPoint, Integer> hits, Runnable death) {
        this.left = new EnumMap<>(KillPoint.class);
        this.left.putAll(hits);
        this.death = death;
    }

    static KillPlan none() {
        return new KillPlan(Map.of(), () -> {});
    }

    synchronized void passBy(KillPoint point) {
        if (left.computeIfPresent(point, (same, hits) -> hits - 1) instanceof Integer hits && hits == 0) {
            death.run();
        }
    }
}
