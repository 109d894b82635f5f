package dev.tidegate.till.gateway;

import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.port.GatewayUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The ways to one gateway, and which is tried first.
 *
 * <p>A call that may be repeated goes by the way that last answered, and by the other where that gives no answer. The
 * heart alone leads back: each beat asks the first way first, so that the till returns to it within a beat of its
 * answering, whatever else is sent meanwhile. Both ways lead to gateways of one authority and one database: the
 * certificate that is insisted on is the same. Safe to use from several threads.
 */
final class Routes implements AutoCloseable {
    /** One way. */
    record Way(RouteName name, Calls calls, OwnConnection own) {}

    /** What came back, and by which way. */
    record Routed(Calls.Reply reply, RouteName route) {}

    private final List<Way> ways;
    private final RouteWatch watch;
    private volatile int current;

    /** @param ways the first way first; one or two */
    Routes(List<Way> ways, RouteWatch watch) {
        this.ways = List.copyOf(ways);
        this.watch = watch;
    }

    boolean areTwo() {
        return ways.size() > 1;
    }

    /** The way that is tried first. */
    RouteName current() {
        return ways.get(current).name();
    }

    /** All of them, the current one first. */
    List<Way> inTurn() {
        int first = current;
        List<Way> turn = new ArrayList<>(ways.subList(first, ways.size()));
        turn.addAll(ways.subList(0, first));
        return turn;
    }

    /** @throws GatewayUnavailableException no answer came on any way */
    Routed post(String path, Object message) {
        return any(inTurn(), calls -> calls.post(path, message));
    }

    /** @throws GatewayUnavailableException no answer came on any way within the time on each */
    Routed post(String path, Object message, Duration within) {
        return any(inTurn(), calls -> calls.post(path, message, within));
    }

    /**
     * As {@link #post}, by the first way before any other.
     *
     * @param within for all ways together
     * @throws GatewayUnavailableException no answer came on any way
     */
    Routed beat(String path, Object message, Duration within) {
        Duration each = within.dividedBy(ways.size());
        return any(ways, calls -> calls.post(path, message, each));
    }

    /** @throws GatewayUnavailableException no answer came on any way */
    Routed get(String path, Map<String, String> headers) {
        return any(inTurn(), calls -> calls.get(path, headers));
    }

    private Routed any(List<Way> turn, Function<Calls, Calls.Reply> call) {
        GatewayUnavailableException why = null;
        for (Way way : turn) {
            try {
                Calls.Reply reply = call.apply(way.calls());
                move(way);
                return new Routed(reply, way.name());
            } catch (GatewayUnavailableException e) {
                // Where bytes have left on any way, the gateway is silent; without one there is no network.
                why = why == null || why.reason() == Reason.NO_NETWORK ? e : why;
                if (Thread.currentThread().isInterrupted()) {
                    break;
                }
            }
        }
        throw why == null ? new GatewayUnavailableException(Reason.NO_NETWORK, "no way") : why;
    }

    private void move(Way to) {
        int index = ways.indexOf(to);
        if (index != current) {
            current = index;
            watch.moved(to.name());
        }
    }

    @Override
    public void close() {
        ways.forEach(way -> way.calls().close());
    }
}
