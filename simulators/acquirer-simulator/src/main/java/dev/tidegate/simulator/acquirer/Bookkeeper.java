package dev.tidegate.simulator.acquirer;

import dev.tidegate.simulator.acquirer.books.Ledger;
import dev.tidegate.simulator.acquirer.books.LedgerEvent;
import dev.tidegate.simulator.acquirer.books.Place;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The ledger with a clock and the places where the process can be made to die. */
record Bookkeeper(Ledger ledger, InstantSource clock, KillPlan killPlan) {
    Instant now() {
        return clock.instant();
    }

    /** The acquirer's day; its clock runs on UTC. */
    LocalDate businessDate() {
        return ledger.businessDate(today());
    }

    Place nextPlace(String tid) {
        return ledger.nextPlace(tid, today());
    }

    /**
     * Books what changes money, and returns when it is on disk.
     *
     * @throws dev.tidegate.simulator.acquirer.books.LedgerBrokenException when the disk refuses; nothing is answered
     */
    void book(LedgerEvent event) {
        killPlan.passBy(KillPoint.ACQUIRER_BEFORE_BOOKING);
        ledger.append(event);
        killPlan.passBy(KillPoint.ACQUIRER_AFTER_BOOKING);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(now(), ZoneOffset.UTC);
    }
}
