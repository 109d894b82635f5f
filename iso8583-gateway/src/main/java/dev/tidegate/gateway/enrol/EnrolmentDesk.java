package dev.tidegate.gateway.enrol;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.crypto.CertificateRequest;
import dev.tidegate.crypto.ChainGrant;
import dev.tidegate.crypto.DeviceAuthority;
import dev.tidegate.crypto.EnrolmentCode;
import dev.tidegate.crypto.TillChain;
import dev.tidegate.gateway.intake.ChainKeys;
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
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Enrols tills and renews their certificates. Each step is one transaction, and each may be asked for again when its
 * answer was lost:
 *
 * <ol>
 *   <li>a token and a key → a certificate; the token is then bound to that key, and good for it until its time is over
 *   <li>the certificate → a chain's secret, sealed to the key; a new one each time, until the till has been heard
 * </ol>
 *
 * <p>Safe to use from several threads.
 */
public final class EnrolmentDesk {
    private static final FactLog LOG = FactLog.of(EnrolmentDesk.class);

    private final Store store;
    private final DeviceAuthority authority;
    private final ChainKeys keys;
    private final Supplier<Octets> bundle;
    private final InstantSource clock;
    private final SecureRandom chance = new SecureRandom();
    private final AttemptLimit limit;

    /** @param bundle the public keys to seal to, signed */
    public EnrolmentDesk(
            Store store, DeviceAuthority authority, ChainKeys keys, Supplier<Octets> bundle, InstantSource clock) {
        this.store = store;
        this.authority = authority;
        this.keys = keys;
        this.bundle = bundle;
        this.clock = clock;
        this.limit = new AttemptLimit(clock);
    }

    /** What came of a request for a certificate. */
    public sealed interface Certified {
        /** @param chain the certificate, and the authority's */
        record Given(List<X509Certificate> chain) implements Certified {}

        /** The token is good and the request is not. */
        record BadRequest(CertificateRequest.Why why) implements Certified {}

        record Refused(Refusal why) implements Certified {}
    }

    /** What came of a request for a chain. */
    public sealed interface Granted {
        /** @param bundle the public keys to seal to, signed */
        record Given(TillId till, ChainGrant grant, Octets bundle) implements Granted {}

        record Refused(Refusal why) implements Granted {}
    }

    /** The authority's certificate. */
    public X509Certificate authority() {
        return authority.certificate();
    }

    /**
     * Gives a certificate for a token.
     *
     * @param address who asks, for the limit
     * @param token absent where none was sent
     * @param request PKCS #10, any bytes
     */
    public Certified enrol(String address, @Nullable Octets token, Octets request) {
        if (!limit.take(address)) {
            return refusedUnwritten(Refusal.TOO_MANY_ATTEMPTS);
        }
        if (token == null || token.length() != EnrolmentCode.PART_BYTES) {
            return refused(null, Refusal.TOKEN_MISSING);
        }
        Octets hash = EnrolmentCode.hashOf(token);
        Optional<InvitationRow> invitation =
                store.read(tables -> tables.invitations().find(hash));
        if (invitation.isEmpty()) {
            return refused(null, Refusal.TOKEN_UNKNOWN);
        }
        return switch (CertificateRequest.read(request)) {
            case CertificateRequest.Reading.Refused(var why) -> new Certified.BadRequest(why);
            case CertificateRequest.Reading.Read(var read) -> {
                Certified answer = enrol(hash, read);
                if (!(answer instanceof Certified.Refused)) {
                    // A chain of shops enrols its tills from one address.
                    limit.giveBack(address);
                }
                yield answer;
            }
        };
    }

    private Certified enrol(Octets hash, CertificateRequest request) {
        Instant now = clock.instant();
        Certified answer = store.write(tables -> {
            InvitationRow row = tables.invitations().find(hash).orElseThrow();
            Refusal why = refusal(tables, row, request, now);
            if (why != null) {
                tables.tillEvents().insert(new TillEventRow(now, Event.REFUSED, row.till(), why.name(), ""));
                return new Certified.Refused(why);
            }
            TillChain nobodys = ChainGrant.make(row.till(), request, chance).chain();
            tables.tills().certified(row.till(), row.name(), nobodys.lastLink(), wrapped(nobodys), now);
            tables.certificates().replace(row.till(), now);
            return given(tables, Event.CERTIFIED, row.till(), request, now);
        });
        if (answer instanceof Certified.Refused(var why)) {
            LOG.warn("an enrolment is refused", Map.of(Field.CODE, why));
        }
        return answer;
    }

    private static @Nullable Refusal refusal(
            Tables tables, InvitationRow row, CertificateRequest request, Instant now) {
        TillRow.State state =
                tables.tills().find(row.till()).map(TillRow::state).orElse(TillRow.State.ENROLLING);
        if (state == TillRow.State.REVOKED) {
            return Refusal.TILL_REVOKED;
        }
        if (row.withdrawn()) {
            return Refusal.TOKEN_WITHDRAWN;
        }
        if (!now.isBefore(row.expiresAt())) {
            return Refusal.TOKEN_EXPIRED;
        }
        boolean first =
                state == TillRow.State.ENROLLING && tables.invitations().use(row.tokenHash(), request.keyHash(), now);
        return first ? null : Refusal.TOKEN_USED;
    }

    /**
     * Gives a new certificate to a till that showed its old one.
     *
     * @param request PKCS #10, any bytes
     */
    public Certified renew(TillId till, Octets request) {
        return switch (CertificateRequest.read(request)) {
            case CertificateRequest.Reading.Refused(var why) -> new Certified.BadRequest(why);
            case CertificateRequest.Reading.Read(var read) ->
                store.write(tables -> given(tables, Event.RENEWED, till, read, clock.instant()));
        };
    }

    private Certified given(Tables tables, Event event, TillId till, CertificateRequest request, Instant now) {
        List<X509Certificate> chain = authority.certify(till, request);
        X509Certificate own = chain.getFirst();
        CertificateRow row = new CertificateRow(
                serial(own),
                till,
                request.keyHash(),
                own.getNotBefore().toInstant(),
                own.getNotAfter().toInstant(),
                now,
                null);
        tables.certificates().insert(row);
        tables.tillEvents().insert(new TillEventRow(now, event, till, "", row.serial()));
        LOG.info("a certificate is given", Map.of(Field.TILL, till, Field.EVENT, event));
        return new Certified.Given(chain);
    }

    /**
     * Gives a till its chain, sealed to the key of its certificate.
     *
     * @param presented the certificate that it showed
     */
    public Granted grant(TillId till, X509Certificate presented) {
        Instant now = clock.instant();
        CertificateRequest key =
                new CertificateRequest(Octets.of(presented.getPublicKey().getEncoded()));
        ChainGrant.Made made = ChainGrant.make(till, key, chance);
        TillChain chain = made.chain();
        Octets wrapped = wrapped(chain);
        Granted answer = store.write(tables -> {
            Refusal why = tables.certificates().find(serial(presented)).isEmpty()
                    ? Refusal.CERTIFICATE_UNKNOWN
                    : tables.tills().giveChain(till, chain.lastLink(), chain.keySeq(), wrapped, now)
                            ? null
                            : Refusal.CHAIN_IN_USE;
            if (why != null) {
                tables.tillEvents().insert(new TillEventRow(now, Event.REFUSED, till, why.name(), ""));
                return new Granted.Refused(why);
            }
            tables.tillEvents().insert(new TillEventRow(now, Event.CHAIN_GIVEN, till, "", ""));
            return new Granted.Given(till, made.grant(), bundle.get());
        });
        switch (answer) {
            case Granted.Given ignored -> LOG.info("a till is enrolled", Map.of(Field.TILL, till));
            case Granted.Refused(var why) -> LOG.warn("a chain is refused", Map.of(Field.TILL, till, Field.CODE, why));
        }
        return answer;
    }

    /** A certificate's number as the register has it. */
    public static String serial(X509Certificate certificate) {
        return certificate.getSerialNumber().toString(16);
    }

    private Octets wrapped(TillChain chain) {
        return keys.wrap(chain.till(), chain.keySeq(), chain.key());
    }

    private Certified refused(@Nullable TillId till, Refusal why) {
        store.change(tables ->
                tables.tillEvents().insert(new TillEventRow(clock.instant(), Event.REFUSED, till, why.name(), "")));
        return refusedUnwritten(why);
    }

    private static Certified refusedUnwritten(Refusal why) {
        Map<Field, Object> fields = new EnumMap<>(Field.class);
        fields.put(Field.CODE, why);
        LOG.warn("an enrolment is refused", fields);
        return new Certified.Refused(why);
    }
}
