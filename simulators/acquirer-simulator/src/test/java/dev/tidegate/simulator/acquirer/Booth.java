package dev.tidegate.simulator.acquirer;

import dev.tidegate.simulator.acquirer.books.Ledger;
import dev.tidegate.simulator.acquirer.books.LedgerEntry;
import dev.tidegate.simulator.acquirer.books.TransactionKey;
import dev.tidegate.simulator.acquirer.issuer.Issuer;
import dev.tidegate.simulator.acquirer.issuer.PinCheck;
import dev.tidegate.simulator.acquirer.issuer.TestCard;
import dev.tidegate.simulator.acquirer.wire.Dialect;
import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** An acquirer over a real ledger file, without a network. */
final class Booth implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-22T12:30:00Z");

    final Ledger ledger;
    final Acquirer acquirer;

    Booth(Path folder) {
        this(folder, Map.of());
    }

    /** With kill points that throw, as a test cannot die. */
    Booth(Path folder, Map<KillPoint, Integer> kills) {
        this(folder, Dialect.ISO87_GENERIC, kills);
    }

    Booth(Path folder, Dialect dialect) {
        this(folder, dialect, Map.of());
    }

    private Booth(Path folder, Dialect dialect, Map<KillPoint, Integer> kills) {
        ledger = Ledger.open(folder);
        var plan = new KillPlan(kills, () -> {
            throw new IllegalStateException("killed");
        });
        var books = new Bookkeeper(ledger, InstantSource.fixed(NOW), plan);
        var keys = new LineKeys(LineMac.key(LineOptions.EXCHANGE_KEY), LineMac.key(LineOptions.MAC_KEY), new Random(1));
        acquirer = new Acquirer(
                dialect,
                dialect.needsTrackInAdvice(),
                books,
                new Issuer(TestCard.ISSUER_KEY, new PinCheck(() -> List.of(TestCard.PIN_KEY))),
                new NetworkDesk(dialect, books, keys));
    }

    String code(IsoMessage message) {
        return answer(message).text(39);
    }

    IsoMessage answer(IsoMessage message) {
        return acquirer.answer(message, Word.NONE);
    }

    LedgerEntry entry(IsoMessage message) {
        return ledger.find(TransactionKey.of(message)).orElseThrow();
    }

    @Override
    public void close() {
        ledger.close();
    }
}
