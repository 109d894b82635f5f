package dev.tidegate.core.port;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.StoredKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the acquirer has agreed to, beside the limits of what is taken without it. Asked at each sale: it may change
 * while the till runs. Any thread.
 */
public interface AcquirerTerms {
    /** Whether a sale may be approved for less than it is, so that the rest is paid otherwise. */
    boolean partialApproval();

    /** The least sale that an issuer may approve by telephone, inclusive; absent where the acquirer takes none so. */
    default @Nullable Amount voiceFloor() {
        return null;
    }

    /**
     * How much a tip may put on a sale after the card has signed its amount, in per cent of that amount; 0 where the
     * acquirer takes none for this merchant.
     */
    default int tipPercentMax() {
        return 0;
    }

    /**
     * Until when the gateway sends a stored sale on; what is older is set aside.
     *
     * @param soldAt by the till's clock
     * @return in the gateway's time, as far as the till knows it; absent where it knows no age
     */
    @Nullable
    Instant notAfter(StoredKind kind, Instant soldAt);

    /** Nothing was agreed, or is known to be. */
    static AcquirerTerms none() {
        return new AcquirerTerms() {
            @Override
            public boolean partialApproval() {
                return false;
            }

            @Override
            public @Nullable Instant notAfter(StoredKind kind, Instant soldAt) {
                return null;
            }
        };
    }
}
