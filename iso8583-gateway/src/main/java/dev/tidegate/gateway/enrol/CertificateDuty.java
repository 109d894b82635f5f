package dev.tidegate.gateway.enrol;

import dev.tidegate.core.payment.TillId;
import dev.tidegate.crypto.CertificateLife;
import dev.tidegate.crypto.DeviceAuthority;
import dev.tidegate.crypto.KeyFileException;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.store.CertificateRow;
import dev.tidegate.gateway.store.Store;
import dev.tidegate.gateway.store.TillEventRow;
import dev.tidegate.gateway.store.TillEventRow.Event;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Renews the gateway's own certificate, and looks after the ends of all others: a duty cycle of one look. */
public final class CertificateDuty {
    private static final FactLog LOG = FactLog.of(CertificateDuty.class);

    private final Store store;
    private final DeviceAuthority authority;
    private final Path serverStore;
    private final Runnable reload;
    private final InstantSource clock;
    private final CertificateWatch watch = new CertificateWatch();

    /** @param reload lets the door show what now lies in the server's store */
    public CertificateDuty(
            Store store, DeviceAuthority authority, Path serverStore, Runnable reload, InstantSource clock) {
        this.store = store;
        this.authority = authority;
        this.serverStore = serverStore;
        this.reload = reload;
        this.clock = clock;
    }

    /**
     * Looks once.
     *
     * @return whether the gateway's own certificate was renewed
     */
    public boolean doWork() {
        Instant now = clock.instant();
        boolean renewed = renewServer(now);
        watch.look("authority", CertificateLife.of(authority.certificate()), now);
        watch.look("gateway", server(), now);
        Set<TillId> revoked = new HashSet<>(store.read(tables -> tables.tills().revoked()));
        List<CertificateRow> rows = store.read(tables -> tables.certificates().newest());
        for (CertificateRow row : rows) {
            if (!revoked.contains(row.till())) {
                watch.look(row.till().toString(), new CertificateLife(row.notBefore(), row.notAfter()), now);
            }
        }
        return renewed;
    }

    /** The life of the certificate that the gateway has now. */
    public CertificateLife server() {
        return CertificateLife.of(DeviceAuthority.serverCertificate(serverStore));
    }

    private boolean renewServer(Instant now) {
        if (!server().isToRenew(now)) {
            return false;
        }
        try {
            authority.renewServer(serverStore);
        } catch (KeyFileException e) {
            LOG.broken("the gateway's certificate cannot be renewed", e, Map.of());
            return false;
        }
        reload.run();
        store.change(tables -> tables.tillEvents().insert(new TillEventRow(now, Event.SERVER_RENEWED, null, "", "")));
        LOG.info("the gateway's certificate is renewed", Map.of(Field.COUNT, server().daysLeft(now)));
        return true;
    }
}
