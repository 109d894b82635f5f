package dev.tidegate.gateway.fleet;

import dev.tidegate.core.payment.TillId;
import dev.tidegate.crypto.ParametersIssuer;
import dev.tidegate.crypto.SignedParameters;
import dev.tidegate.crypto.TillParameters;
import dev.tidegate.crypto.TillParameters.Ages;
import dev.tidegate.crypto.TillParameters.Agreed;
import dev.tidegate.crypto.TillParameters.Ceiling;
import dev.tidegate.crypto.TillParameters.Merchant;
import dev.tidegate.gateway.profile.MessageKind;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.profile.Rules;
import dev.tidegate.gateway.profile.Terminal;
import dev.tidegate.gateway.store.ParametersRow;
import dev.tidegate.gateway.store.Store;
import dev.tidegate.gateway.store.Tables;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells each till what its merchant and its acquirer allow. What was told is in the database with its version, so that
 * all nodes tell the same, and a till is told anew only when something has changed.
 */
public final class ParameterDesk {
    /** Signatures in one transaction: beside live sales on other nodes, a few milliseconds. */
    private static final int BATCH = 32;

    private final Store store;
    private final ParametersIssuer issuer;
    private final InstantSource clock;

    public ParameterDesk(Store store, ParametersIssuer issuer, InstantSource clock) {
        this.store = store;
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * What a till has to know, not yet issued.
     *
     * @param ceiling absent where the merchant's configuration sets none
     */
    public static TillParameters of(Terminal terminal, Profile profile, @Nullable Ceiling ceiling) {
        Rules rules = profile.rules();
        Profile.Deadlines deadlines = profile.deadlines();
        return new TillParameters(
                1,
                Instant.EPOCH,
                terminal.till(),
                new Merchant(
                        terminal.tid().strip(),
                        terminal.mid().strip(),
                        terminal.merchantName().strip(),
                        terminal.category(),
                        terminal.currency(),
                        terminal.zone()),
                new Agreed(
                        rules.captureMode() == Rules.CaptureMode.DUAL,
                        profile.deferredMark() != null && profile.has(MessageKind.DEFERRED),
                        rules.storeTrackBeforeAuthorisation(),
                        profile.has(MessageKind.ADVICE),
                        rules.adviceWithoutTrack(),
                        rules.tip().percentMax(terminal.category()) > 0,
                        rules.partialApproval()),
                new Ages(
                        deadlines.adviceLate(),
                        deadlines.adviceHold(),
                        deadlines.deferredLate(),
                        deadlines.deferredHold()),
                ceiling,
                rules.voiceFloor(),
                rules.tip().percentMax(terminal.category()));
    }

    /**
     * Issues what tills were not told yet. Versions are the second of their making, or one more than the last.
     *
     * @param wanted one for each till
     * @return how many were issued
     * @throws dev.tidegate.crypto.KeyUnavailableException the signer's key cannot be used
     */
    public int publish(List<TillParameters> wanted) {
        int issued = 0;
        for (int from = 0; from < wanted.size(); from += BATCH) {
            List<TillParameters> some = wanted.subList(from, Math.min(from + BATCH, wanted.size()));
            if (some.stream().anyMatch(one -> !isTold(one))) {
                issued += store.write(tables ->
                        (int) some.stream().filter(one -> issue(tables, one)).count());
            }
        }
        return issued;
    }

    /** What a till is told; absent for one without a terminal. */
    public Optional<ParametersRow> told(TillId till) {
        return store.read(tables -> tables.parameters().of(till));
    }

    private boolean isTold(TillParameters wanted) {
        return told(wanted.till())
                .filter(told -> told.says().equals(issuer.says(wanted)))
                .isPresent();
    }

    private boolean issue(Tables tables, TillParameters wanted) {
        Optional<ParametersRow> told = tables.parameters().of(wanted.till());
        String says = issuer.says(wanted);
        if (told.filter(row -> row.says().equals(says)).isPresent()) {
            return false;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        long version = Math.max(told.map(ParametersRow::version).orElse(0L) + 1, now.getEpochSecond());
        SignedParameters signed = issuer.sign(wanted.as(version, now));
        tables.parameters().put(new ParametersRow(wanted.till(), version, says, signed.raw()));
        return true;
    }
}
