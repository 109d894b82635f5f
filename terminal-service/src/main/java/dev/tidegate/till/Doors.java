package dev.tidegate.till;

import dev.tidegate.core.payment.TillId;
import dev.tidegate.core.port.Journal;
import dev.tidegate.core.port.Kernel;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.crypto.HotListKeeper;
import dev.tidegate.crypto.ParametersKeeper;
import dev.tidegate.crypto.SignatureCheck;
import dev.tidegate.till.config.TillSettings;
import dev.tidegate.till.gateway.Keyring;
import dev.tidegate.till.gateway.TillTls;
import dev.tidegate.till.reader.ReaderWatch;
import dev.tidegate.till.reader.TillHistory;
import dev.tidegate.till.sale.Questions;
import dev.tidegate.till.time.TillTime;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The till's neighbours behind their doors: reader, seal, journal, and who the till is.
 *
 * @param receipts what the gateway's signature under a receipt is worth
 * @param journalRefusal why the journal takes nothing, absent where it is in order
 * @param readerPort where the virtual contact reader waits for cards, 0 where there is none
 * @param readers which of them are not there
 * @param questions what a card wants to know of its holder
 * @param history what the kernels ask of a card
 * @param hotList the cards to refuse
 * @param parameters what merchant and acquirer allow
 * @param renewed told when the till has another certificate
 * @param closing lets the readers go, after everything else
 */
record Doors(
        TillId till,
        TillTls tls,
        SignatureCheck receipts,
        Kernel kernel,
        Keyring keyring,
        Journal journal,
        @Nullable String journalRefusal,
        int readerPort,
        ReaderWatch readers,
        Questions questions,
        TillHistory history,
        HotListKeeper hotList,
        ParametersKeeper parameters,
        Runnable renewed,
        Runnable closing) {
    /** Opens them. What it throws refuses the start, and its message says why. */
    @FunctionalInterface
    interface Opener {
        Doors open(TillSettings settings, TillTime time, Landmarks landmarks);

        /** The clock of the machine, which people set. */
        default InstantSource machine() {
            return Clock.tickMillis(ZoneOffset.UTC);
        }
    }
}
