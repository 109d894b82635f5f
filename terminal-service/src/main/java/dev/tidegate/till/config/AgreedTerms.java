package dev.tidegate.till.config;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.port.AcquirerTerms;
import dev.tidegate.crypto.TillParameters;
import dev.tidegate.crypto.TillParameters.Ages;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the acquirer has agreed to, as the gateway has told it under its signature: parts of a sale, and how old a
 * stored one may become.
 *
 * <p>What is marked here is a forecast for people: the gateway judges by its own clock when a message would start, and
 * whatever is too old is brought to it all the same.
 */
public final class AgreedTerms implements AcquirerTerms {
    /** How a stored sale stands in time. */
    public enum Age {
        IN_TIME,
        /** The acquirer should have it by now. */
        LATE,
        /** It is not sent any more. */
        TOO_OLD
    }

    private final Supplier<@Nullable TillParameters> said;
    private final InstantSource clock;

    /**
     * @param said absent while the till has heard nothing
     * @param clock the till's time, which sales are dated by
     */
    public AgreedTerms(Supplier<@Nullable TillParameters> said, InstantSource clock) {
        this.said = said;
        this.clock = clock;
    }

    @Override
    public boolean partialApproval() {
        TillParameters now = said.get();
        return now != null && now.agreed().partialApproval();
    }

    @Override
    public @Nullable Amount voiceFloor() {
        TillParameters now = said.get();
        return now == null || now.voiceFloor() == null
                ? null
                : new Amount(now.voiceFloor(), now.merchant().currency());
    }

    @Override
    public int tipPercentMax() {
        TillParameters now = said.get();
        return now == null || !now.agreed().tipAfterCryptogram() ? 0 : now.tipPercentMax();
    }

    @Override
    public @Nullable Instant notAfter(StoredKind kind, Instant soldAt) {
        Duration hold = span(kind, Age.TOO_OLD);
        return hold == null ? null : soldAt.plus(hold);
    }

    /** How a sale stands that the acquirer does not have yet. */
    public Age age(StoredKind kind, Instant soldAt) {
        return isPast(kind, soldAt, Age.TOO_OLD)
                ? Age.TOO_OLD
                : isPast(kind, soldAt, Age.LATE) ? Age.LATE : Age.IN_TIME;
    }

    /** Sold before then, a sale is of this age or older; absent while the till knows no ages. */
    public @Nullable Instant soldBefore(StoredKind kind, Age age) {
        Duration span = span(kind, age);
        return span == null ? null : clock.instant().minus(span);
    }

    private boolean isPast(StoredKind kind, Instant soldAt, Age age) {
        Instant before = soldBefore(kind, age);
        return before != null && soldAt.isBefore(before);
    }

    private @Nullable Duration span(StoredKind kind, Age age) {
        TillParameters now = said.get();
        if (now == null) {
            return null;
        }
        Ages ages = now.ages();
        boolean advice = kind.isAdvice();
        return switch (age) {
            case IN_TIME -> Duration.ZERO;
            case LATE -> advice ? ages.adviceLate() : ages.deferredLate();
            case TOO_OLD -> advice ? ages.adviceHold() : ages.deferredHold();
        };
    }
}
