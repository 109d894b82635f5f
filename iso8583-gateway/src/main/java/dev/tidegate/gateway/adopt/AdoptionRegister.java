package dev.tidegate.gateway.adopt;

import dev.tidegate.core.payment.TillId;
import dev.tidegate.crypto.AdoptionGrant;
import dev.tidegate.crypto.ConfigSigner;
import dev.tidegate.crypto.SignedGrant;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.store.AdoptionRow;
import dev.tidegate.gateway.store.Store;
import dev.tidegate.gateway.store.TillEventRow;
import dev.tidegate.gateway.store.TillEventRow.Event;
import dev.tidegate.gateway.store.TillRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Grants of adoption, for operators: works on the database alone, also while the gateway runs. */
public final class AdoptionRegister {
    /** A stick travels for a day; a month is a lost stick. */
    public static final Duration VALID_MAX = Duration.ofDays(30);

    private static final FactLog LOG = FactLog.of(AdoptionRegister.class);

    private final Store store;
    private final InstantSource clock;

    public AdoptionRegister(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * A grant that was made.
     *
     * @param fromRevoked whether the till whose journal it is is refused here: only then are sales started that its
     *     journal has not offered
     */
    public record Granted(SignedGrant grant, boolean fromRevoked) {}

    /**
     * Makes a grant and writes it down.
     *
     * @param valid until when it is used for the first time, at most {@link #VALID_MAX}
     * @throws IllegalStateException a till is not enrolled here, or the one that is to bring it is revoked
     * @throws IllegalArgumentException one person, one till, or too long
     * @throws dev.tidegate.crypto.KeyUnavailableException the signer's key cannot be used; nothing was written
     */
    public Granted grant(ConfigSigner signer, UUID id, TillId from, TillId to, Duration valid, People by) {
        if (!valid.isPositive() || valid.compareTo(VALID_MAX) > 0) {
            throw new IllegalArgumentException("a grant is valid for at most " + VALID_MAX.toDays() + " days");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        SignedGrant signed = SignedGrant.of(new AdoptionGrant(id, from, to, now, now.plus(valid)), signer);
        AdoptionRow row = AdoptionRow.fresh(id, from, to, now, now.plus(valid), by.first(), by.second());
        boolean revoked = store.write(tables -> {
            TillRow.@Nullable State lost =
                    tables.tills().find(from).map(TillRow::state).orElse(null);
            TillRow.@Nullable State bringer =
                    tables.tills().find(to).map(TillRow::state).orElse(null);
            if (lost == null || lost == TillRow.State.ENROLLING) {
                throw new IllegalStateException("till " + from + " was never enrolled here: it has no journal");
            }
            if (bringer != TillRow.State.ENROLLED) {
                throw new IllegalStateException("till " + to + " is not enrolled here");
            }
            tables.adoptions().insert(row);
            tables.tillEvents()
                    .insert(new TillEventRow(
                            now, Event.ADOPTION_GRANTED, from, to.toString(), by.first() + " and " + by.second()));
            return lost == TillRow.State.REVOKED;
        });
        LOG.info("a till may bring another's journal", Map.of(Field.TILL, to));
        return new Granted(signed, revoked);
    }

    /** The two who grant. */
    public record People(String first, String second) {}

    /**
     * Withdraws a grant: from the next batch on nothing is taken under it.
     *
     * @return false where there is none, or it was withdrawn before
     */
    public boolean revoke(UUID id, String by) {
        Instant now = clock.instant();
        return store.write(tables -> {
            boolean done = tables.adoptions().revoke(id, by, now);
            if (done) {
                tables.adoptions()
                        .find(id)
                        .ifPresent(row -> tables.tillEvents()
                                .insert(new TillEventRow(now, Event.ADOPTION_REVOKED, row.from(), "", by)));
            }
            return done;
        });
    }

    /** The newest first. */
    public List<AdoptionRow> list() {
        return store.read(tables -> tables.adoptions().all());
    }
}
