package dev.tidegate.gateway.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.crypto.CertificateLife;
import dev.tidegate.gateway.enrol.EnrolmentDesk;
import dev.tidegate.gateway.enrol.TillRegister;
import dev.tidegate.gateway.store.Store;
import dev.tidegate.gateway.store.TillEventRow;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the page and tools may see of tills and certificates: names, states and dates, no keys. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public final class TillsResource {
    private final Store store;
    private final TillRegister register;
    private final Supplier<X509Certificate> authority;
    private final Supplier<X509Certificate> server;
    private final TillConnectorFactory door;
    private final InstantSource clock;

    /** @param server the gateway's certificate of now */
    public TillsResource(
            Store store,
            Supplier<X509Certificate> authority,
            Supplier<X509Certificate> server,
            TillConnectorFactory door,
            InstantSource clock) {
        this.store = store;
        this.register = new TillRegister(store, clock);
        this.authority = authority;
        this.server = server;
        this.door = door;
        this.clock = clock;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TillView(
            String id,
            String name,
            String state,
            @Nullable Instant certificateExpires,
            @Nullable Long daysLeft,
            @Nullable Instant heardAt,
            long lastSeq,
            int unsynced) {}

    record TillList(List<TillView> tills) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EventView(Instant at, String event, @Nullable String till, String code, String detail) {}

    record EventList(List<EventView> events) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CertificateView(
            String kind, @Nullable String till, String serial, Instant notBefore, Instant notAfter, long daysLeft) {}

    record Inventory(List<String> protocols, List<String> cipherSuites, List<CertificateView> certificates) {}

    @GET
    @Path("/tills")
    public TillList tills() {
        return new TillList(register.list().stream().map(TillsResource::view).toList());
    }

    /** What was done to tills, the newest first. */
    @GET
    @Path("/tills/events")
    public EventList events(@QueryParam("limit") @DefaultValue("200") int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("an impossible limit");
        }
        return new EventList(store.read(tables -> tables.tillEvents().latest(limit)).stream()
                .map(TillsResource::view)
                .toList());
    }

    /** What the tills' door speaks, and each certificate with the days that it has left. */
    @GET
    @Path("/certificates")
    public Inventory certificates() {
        Instant now = clock.instant();
        List<CertificateView> all = new ArrayList<>();
        all.add(view("AUTHORITY", authority.get(), now));
        all.add(view("GATEWAY", server.get(), now));
        store.read(tables -> tables.certificates().newest())
                .forEach(row -> all.add(new CertificateView(
                        "TILL",
                        row.till().toString(),
                        row.serial(),
                        row.notBefore(),
                        row.notAfter(),
                        new CertificateLife(row.notBefore(), row.notAfter()).daysLeft(now))));
        return new Inventory(door.protocols(), door.cipherSuites(), all);
    }

    private static TillView view(TillRegister.Listed till) {
        return new TillView(
                till.id().toString(),
                till.name(),
                till.state(),
                till.certificateExpires(),
                till.daysLeft(),
                till.heardAt(),
                till.lastSeq(),
                till.unsynced());
    }

    private static EventView view(TillEventRow row) {
        @Nullable TillId till = row.till();
        return new EventView(
                row.at(), row.event().name(), till == null ? null : till.toString(), row.code(), row.detail());
    }

    private static CertificateView view(String kind, X509Certificate certificate, Instant now) {
        CertificateLife life = CertificateLife.of(certificate);
        return new CertificateView(
                kind, null, EnrolmentDesk.serial(certificate), life.from(), life.to(), life.daysLeft(now));
    }
}
