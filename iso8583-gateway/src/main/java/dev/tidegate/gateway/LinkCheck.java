package dev.tidegate.gateway;

import com.codahale.metrics.health.HealthCheck;
import dev.tidegate.gateway.link.LinkStanding;
import dev.tidegate.gateway.link.LinkTrouble;
import dev.tidegate.gateway.link.NettyLink;
import java.util.List;
import java.util.stream.Collectors;

/** Whether each acquirer can be asked; if one cannot, how every link stands: since when, where, and what was wrong. */
final class LinkCheck extends HealthCheck {
    private final List<NettyLink> links;

    LinkCheck(List<NettyLink> links) {
        this.links = List.copyOf(links);
    }

    @Override
    protected Result check() {
        String told = links.stream().map(LinkCheck::told).collect(Collectors.joining("; "));
        return links.stream().allMatch(NettyLink::isAnswering)
                ? Result.healthy("%s", told)
                : Result.unhealthy("%s", told);
    }

    private static String told(NettyLink link) {
        LinkStanding now = link.standing();
        String trouble =
                now.trouble() == LinkTrouble.NONE ? "" : ", last trouble " + now.trouble() + " at " + now.troubleAt();
        return "acquirer " + link.acquirer() + " is " + now.state() + " since " + now.since() + " at " + now.address()
                + (now.secondary() ? " (secondary)" : "") + trouble;
    }
}
