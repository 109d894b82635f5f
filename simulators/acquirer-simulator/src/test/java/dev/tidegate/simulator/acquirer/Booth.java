package dev.tidegate.simulator.acquirer;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

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
        ledger = Ledger.open(folder);
        var plan = new KillPlan(kills, () -> {
            throw new IllegalStateException("killed");
        });
        acquirer = new Acquirer(ledger, new Issuer(TestCard.ISSUER_KEY), InstantSource.fixed(NOW), plan);
    }

    String code(IsoMessage message) {
        return answer(message).text(39);
    }

    IsoMessage answer(IsoMessage message) {
        return acquirer.answer(message, code -> code);
    }

    LedgerEntry entry(IsoMessage message) {
        return ledger.find(TransactionKey.of(message)).orElseThrow();
    }

    @Override
    public void close() {
        ledger.close();
    }
}
