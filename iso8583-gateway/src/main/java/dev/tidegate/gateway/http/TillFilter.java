package dev.tidegate.gateway.http;

import dev.tidegate.core.payment.TillId;
import dev.tidegate.crypto.DeviceAuthority;
import dev.tidegate.gateway.enrol.EnrolmentDesk;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.profile.Terminal;
import dev.tidegate.gateway.profile.Terminals;
import dev.tidegate.gateway.store.Store;
import dev.tidegate.gateway.store.TillEventRow;
import dev.tidegate.gateway.store.TillEventRow.Event;
import dev.tidegate.gateway.store.TillRow;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Knows a till by its certificate, and asks the register with each request: a certificate that was valid when the
 * connection was made is not enough. Whoever is refused for good loses the connection too.
 */
@ForTills
public final class TillFilter implements ContainerRequestFilter {
    static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private static final FactLog LOG = FactLog.of(TillFilter.class);
    private static final String TILL = "dev.tidegate.till";
    private static final String TERMINAL = "dev.tidegate.terminal";
    private static final String CERTIFICATE = "dev.tidegate.certificate";

    /** What a till that has a certificate and no chain may call. */
    private static final Set<String> WHILE_ENROLLING = Set.of("v1/enrolment", ".well-known/est/simplereenroll");
    /** What a till may call whose certificate has run out: it brings its sales, hears of them, and renews. */
    private static final Set<String> AFTER_THE_END =
            Set.of("v1/journal", "v1/results", ".well-known/est/simplereenroll");

    private static final Duration SAY_AGAIN_AFTER = Duration.ofDays(1);

    private final Store store;
    private final Terminals terminals;
    private final InstantSource clock;
    private final Map<TillId, Instant> saidExpired = new ConcurrentHashMap<>();

    public TillFilter(Store store, Terminals terminals, InstantSource clock) {
        this.store = store;
        this.terminals = terminals;
        this.clock = clock;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        @Nullable X509Certificate certificate = certificate(context.getProperty(CERTIFICATES));
        @Nullable TillId till = certificate == null ? null : DeviceAuthority.tillOf(certificate);
        if (certificate == null || till == null) {
            throw last(401, "no_till", "The certificate names no till.");
        }
        String path = context.getUriInfo().getPath();
        TillRow.State state = store.read(tables -> tables.certificates()
                .find(EnrolmentDesk.serial(certificate))
                .filter(row -> row.replacedAt() != null)
                .map(row -> TillRow.State.REVOKED)
                .or(() -> tables.tills().find(till).map(TillRow::state))
                .orElse(TillRow.State.REVOKED));
        boolean known =
                state == TillRow.State.ENROLLED || state == TillRow.State.ENROLLING && WHILE_ENROLLING.contains(path);
        if (!known) {
            throw last(403, "till_not_enrolled", "This till is not enrolled here.");
        }
        Instant now = clock.instant();
        if (now.isAfter(certificate.getNotAfter().toInstant())) {
            if (!AFTER_THE_END.contains(path)) {
                throw Problem.exception(403, "certificate_expired", "The certificate has run out: renew it.");
            }
            sayExpired(till, certificate, now);
        }
        context.setProperty(TILL, till);
        context.setProperty(CERTIFICATE, certificate);
        terminals.of(till).ifPresent(terminal -> context.setProperty(TERMINAL, terminal));
    }

    private void sayExpired(TillId till, X509Certificate certificate, Instant now) {
        @Nullable Instant said = saidExpired.get(till);
        if (said != null && now.isBefore(said.plus(SAY_AGAIN_AFTER))) {
            return;
        }
        saidExpired.put(till, now);
        LOG.warn("a certificate that has run out is used", Map.of(Field.TILL, till));
        store.change(tables -> tables.tillEvents()
                .insert(new TillEventRow(now, Event.EXPIRED_USED, till, "", EnrolmentDesk.serial(certificate))));
    }

    /** The till that calls. */
    static TillId till(ContainerRequestContext context) {
        return (TillId) context.getProperty(TILL);
    }

    /** What it showed. */
    static X509Certificate certificate(ContainerRequestContext context) {
        return (X509Certificate) context.getProperty(CERTIFICATE);
    }

    /** The terminal of the till that calls. */
    static Terminal terminal(ContainerRequestContext context) {
        if (context.getProperty(TERMINAL) instanceof Terminal terminal) {
            return terminal;
        }
        throw Problem.exception(403, "till_without_terminal", "This till has no terminal id.");
    }

    private static WebApplicationException last(int status, String code, String title) {
        return new WebApplicationException(Response.fromResponse(Problem.response(status, code, title))
                .header("Connection", "close")
                .build());
    }

    private static @Nullable X509Certificate certificate(@Nullable Object certificates) {
        return certificates instanceof X509Certificate[] chain && chain.length > 0 ? chain[0] : null;
    }
}
