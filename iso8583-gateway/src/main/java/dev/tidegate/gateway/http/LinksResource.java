package dev.tidegate.gateway.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tidegate.gateway.capture.Acquirers;
import dev.tidegate.gateway.link.LinkCounts;
import dev.tidegate.gateway.link.LinkStanding;
import dev.tidegate.gateway.link.LinkTrouble;
import dev.tidegate.gateway.link.NettyLink;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.store.DeferredLanes;
import dev.tidegate.gateway.store.Store;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How the lines to the acquirers stand, what went over them since the process began, and which lanes are paused. */
@Path("/api/v1/links")
@Produces(MediaType.APPLICATION_JSON)
public final class LinksResource {
    private final List<NettyLink> links;
    private final Acquirers acquirers;
    private final Store store;
    private final InstantSource clock;

    public LinksResource(List<NettyLink> links, Acquirers acquirers, Store store, InstantSource clock) {
        this.links = List.copyOf(links);
        this.acquirers = acquirers;
        this.store = store;
        this.clock = clock;
    }

    /**
     * @param trouble the last one, which may be over; absent where there was none
     * @param perSecond what the profile lets go a second
     * @param counts since the process began
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Link(
            String acquirer,
            String profile,
            String state,
            Instant since,
            String address,
            boolean secondary,
            @Nullable String trouble,
            @Nullable Instant troubleAt,
            boolean tls,
            Echo echo,
            int perSecond,
            int burst,
            Map<String, Long> counts,
            Lane deferred) {}

    /** @param everySeconds of silence; 0 where the acquirer has none */
    record Echo(long everySeconds, int unansweredMax) {}

    /** The circuit breaker of deferred sales. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Lane(
            boolean paused,
            @Nullable Instant pausedAt,
            String cause,
            int declines,
            @Nullable Instant heardAt) {}

    /** @param at by the gateway's clock: rates are counted from one look to the next */
    record LinkList(Instant at, List<Link> links) {}

    @GET
    public LinkList links() {
        return new LinkList(clock.instant(), links.stream().map(this::link).toList());
    }

    private Link link(NettyLink link) {
        LinkStanding now = link.standing();
        Profile profile = acquirers.named(link.acquirer()).profile();
        DeferredLanes.Row lane = store.read(tables -> tables.deferredLanes().of(link.acquirer()));
        boolean troubled = now.trouble() != LinkTrouble.NONE;
        Map<String, Long> counts = new TreeMap<>();
        Arrays.stream(LinkCounts.What.values())
                .forEach(what -> counts.put(what.key(), link.counts().of(what)));
        boolean echoes = !profile.session().echo().isEmpty();
        return new Link(
                link.acquirer(),
                profile.name(),
                now.state().name(),
                now.since(),
                now.address().toString(),
                now.secondary(),
                troubled ? now.trouble().name() : null,
                troubled ? now.troubleAt() : null,
                link.isSecured(),
                new Echo(
                        echoes ? profile.session().echoEvery().toSeconds() : 0,
                        profile.session().unansweredMax()),
                profile.capture().rate().perSecond(),
                profile.capture().rate().burst(),
                counts,
                new Lane(lane.pausedAt() != null, lane.pausedAt(), lane.cause(), lane.declines(), lane.heardAt()));
    }
}
