package dev.tidegate.gateway.http;

import dev.tidegate.core.payment.TillId;
import dev.tidegate.crypto.DeviceAuthority;
import dev.tidegate.gateway.profile.Terminal;
import dev.tidegate.gateway.profile.Terminals;
import dev.tidegate.gateway.store.Store;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/**
 * Knows a till by its certificate, and asks the register with each request: a certificate that was valid when the
 * connection was made is not enough.
 */
@ForTills
public final class TillFilter implements ContainerRequestFilter {
    private static final String TERMINAL = "dev.tidegate.terminal";
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private final Store store;
    private final Terminals terminals;

    public TillFilter(Store store, Terminals terminals) {
        this.store = store;
        this.terminals = terminals;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        @Nullable TillId till = till(context.getProperty(CERTIFICATES));
        if (till == null) {
            throw Problem.exception(401, "no_till", "The certificate names no till.");
        }
        boolean enrolled = store.read(tables -> tables.tills().find(till))
                .filter(row -> !row.revoked())
                .isPresent();
        if (!enrolled) {
            throw Problem.exception(403, "till_not_enrolled", "This till is not enrolled here.");
        }
        Terminal terminal = terminals
                .of(till)
                .orElseThrow(() -> Problem.exception(403, "till_without_terminal", "This till has no terminal id."));
        context.setProperty(TERMINAL, terminal);
    }

    /** The terminal of the till that calls. */
    static Terminal terminal(ContainerRequestContext context) {
        return (Terminal) context.getProperty(TERMINAL);
    }

    private static @Nullable TillId till(@Nullable Object certificates) {
        return certificates instanceof X509Certificate[] chain && chain.length > 0
                ? DeviceAuthority.tillOf(chain[0])
                : null;
    }
}
