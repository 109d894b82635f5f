package dev.tidegate.gateway.enrol;

import dev.tidegate.core.payment.TillId;
import dev.tidegate.crypto.CertificateLife;
import dev.tidegate.crypto.EnrolmentCode;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.store.CertificateRow;
import dev.tidegate.gateway.store.InvitationRow;
import dev.tidegate.gateway.store.Store;
import dev.tidegate.gateway.store.Tables;
import dev.tidegate.gateway.store.TillEventRow;
import dev.tidegate.gateway.store.TillEventRow.Event;
import dev.tidegate.gateway.store.TillRow;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The register of tills, for operators: works on the database alone, also while the gateway runs. */
public final class TillRegister {
    /** Long enough to walk to the till. */
    public static final Duration INVITATION_LIFE = Duration.ofMinutes(15);

    private static final FactLog LOG = FactLog.of(TillRegister.class);

    private final Store store;
    private final InstantSource clock;

    public TillRegister(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** What an invitation came to. */
    public sealed interface Invitation {
        record Invited(TillId till, EnrolmentCode code, Instant expiresAt) implements Invitation {}

        /** It is enrolled, or revoked: the answer to both is a new till. */
        record Refused(TillRow.State state) implements Invitation {}
    }

    /** What a revocation came to. */
    public enum Revocation {
        REVOKED,
        REVOKED_BEFORE,
        UNKNOWN_TILL
    }

    /** A till as a list shows it. */
    public record Listed(
            TillId id,
            String name,
            String state,
            @Nullable Instant certificateExpires,
            @Nullable Long daysLeft,
            @Nullable Instant heardAt,
            long lastSeq,
            int unsynced) {}

    /**
     * Invites a till: makes a token, keeps its hash, and gives the code to hand over.
     *
     * @param name at most {@link InvitationRow#NAME_MAX} characters
     */
    public Invitation invite(TillId till, String name, X509Certificate authority, SecureRandom chance) {
        EnrolmentCode code = EnrolmentCode.fresh(authority, chance);
        Instant now = clock.instant();
        InvitationRow row =
                InvitationRow.fresh(EnrolmentCode.hashOf(code.token()), till, name, now, now.plus(INVITATION_LIFE));
        Invitation made = store.write(tables -> {
            TillRow.State state = tables.tills().find(till).map(TillRow::state).orElse(TillRow.State.ENROLLING);
            if (state != TillRow.State.ENROLLING) {
                return new Invitation.Refused(state);
            }
            tables.invitations().insert(row);
            tables.tillEvents().insert(new TillEventRow(now, Event.INVITED, till, "", name));
            return new Invitation.Invited(till, code, row.expiresAt());
        });
        if (made instanceof Invitation.Invited) {
            LOG.info("a till is invited", Map.of(Field.TILL, till));
        }
        return made;
    }

    /** Refuses a till from its next request on; a running gateway closes its open connections by itself. */
    public Revocation revoke(TillId till, String reason) {
        Instant now = clock.instant();
        Revocation done = store.write(tables -> {
            if (tables.tills().revoke(till, reason, now)) {
                tables.tillEvents().insert(new TillEventRow(now, Event.REVOKED, till, "", reason));
                return Revocation.REVOKED;
            }
            return tables.tills().find(till).isPresent() ? Revocation.REVOKED_BEFORE : Revocation.UNKNOWN_TILL;
        });
        LOG.warn("a till is revoked", Map.of(Field.TILL, till, Field.CODE, done));
        return done;
    }

    /** All tills, and those that are invited and have not come yet. */
    public List<Listed> list() {
        Instant now = clock.instant();
        return store.read(tables -> {
            Map<TillId, CertificateRow> certificates = newest(tables);
            List<Listed> all = new ArrayList<>();
            tables.tills().all().forEach(till -> all.add(listed(till, certificates.get(till.id()), now)));
            tables.invitations()
                    .open(now)
                    .forEach(one -> all.add(new Listed(one.till(), one.name(), "INVITED", null, null, null, 0, 0)));
            return List.copyOf(all);
        });
    }

    private static Map<TillId, CertificateRow> newest(Tables tables) {
        return tables.certificates().newest().stream()
                .collect(Collectors.toMap(CertificateRow::till, row -> row, (one, other) -> other));
    }

    private static Listed listed(TillRow till, @Nullable CertificateRow row, Instant now) {
        return new Listed(
                till.id(),
                till.name(),
                till.state().name(),
                row == null ? null : row.notAfter(),
                row == null ? null : new CertificateLife(row.notBefore(), row.notAfter()).daysLeft(now),
                till.heardAt(),
                till.lastSeq(),
                till.head().unsynced());
    }
}
