package dev.tidegate.gateway;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricSet;
import dev.tidegate.gateway.link.LinkCounts;
import dev.tidegate.gateway.link.NettyLink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The counters of each link, and whether it is up: {@code acquirer.NAME.unmatched}, {@code acquirer.NAME.up}. */
final class LinkMetrics implements MetricSet {
    private final List<NettyLink> links;

    LinkMetrics(List<NettyLink> links) {
        this.links = List.copyOf(links);
    }

    @Override
    public Map<String, Metric> getMetrics() {
        Map<String, Metric> metrics = new HashMap<>();
        for (NettyLink link : links) {
            String name = link.acquirer() + ".";
            for (LinkCounts.What what : LinkCounts.What.values()) {
                metrics.put(name + what.key(), (Gauge<Long>) () -> link.counts().of(what));
            }
            metrics.put(name + "up", (Gauge<Integer>) () -> link.isUp() ? 1 : 0);
            metrics.put(name + "answering", (Gauge<Integer>) () -> link.isAnswering() ? 1 : 0);
        }
        return metrics;
    }
}
