package dev.tidegate.till.reader;

import dev.tidegate.core.card.Pan;
import dev.tidegate.core.port.ExceptionFile;
import dev.tidegate.emv.risk.CardHistory;
import java.util.function.ToLongFunction;

/**
 * What the kernels ask of a card before they assess its risk. The readers are opened before the ledger is, and no card
 * is read before both are there: until then nothing is known of any.
 */
public final class TillHistory implements CardHistory {
    private record Sources(ExceptionFile exceptions, ToLongFunction<Pan> lastAmountMinor) {}

    private volatile Sources sources = new Sources(ExceptionFile.none(), pan -> 0);

    /** From now on asks these. */
    public void from(ExceptionFile exceptions, ToLongFunction<Pan> lastAmountMinor) {
        sources = new Sources(exceptions, lastAmountMinor);
    }

    @Override
    public boolean isListed(Pan pan, int panSequence) {
        return sources.exceptions().lists(pan, panSequence);
    }

    @Override
    public long lastAmountMinor(Pan pan, int panSequence) {
        return sources.lastAmountMinor().applyAsLong(pan);
    }
}
