package dev.tidegate.gateway.capture;

import dev.tidegate.gateway.store.LaneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All acquirers by name. */
public final class Acquirers {
    private final Map<String, Acquirer> byName;

    public Acquirers(List<Acquirer> acquirers) {
        this.byName = acquirers.stream().collect(Collectors.toUnmodifiableMap(Acquirer::name, Function.identity()));
    }

    public Acquirer of(LaneId lane) {
        return named(lane.acquirer());
    }

    /** @throws IllegalStateException no such acquirer: the configuration was checked for that at start */
    public Acquirer named(String name) {
        Acquirer acquirer = byName.get(name);
        if (acquirer == null) {
            throw new IllegalStateException("no acquirer " + name);
        }
        return acquirer;
    }

    public Collection<Acquirer> all() {
        return byName.values();
    }
}
