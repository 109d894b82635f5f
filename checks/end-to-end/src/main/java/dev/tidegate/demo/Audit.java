package dev.tidegate.demo;

import dev.tidegate.demo.SaleSeen.Told;
import java.util.List;

/** Compares, sale by sale, what the cashier received with what stands in the acquirer's ledger. */
record Audit(List<Finding> findings) {
    Audit {
        findings = List.copyOf(findings);
    }

    /** What one comparison says. */
    enum Verdict {
        HELD,
        /** Accepted, not voided, and not exactly one capture or decline. */
        LOST,
        /** Two live bookings. */
        DOUBLED,
        /** A booking of a sale that the cashier saw refused, or took back. */
        INVENTED
    }

    /** One sale with what the acquirer has of it. */
    record Finding(SaleSeen sale, long live, long declined, long reversed, Verdict verdict) {}

    static Audit compare(List<SaleSeen> sales, Ledger ledger) {
        return new Audit(sales.stream().map(sale -> finding(sale, ledger)).toList());
    }

    long count(Verdict verdict) {
        return findings.stream().filter(f -> f.verdict() == verdict).count();
    }

    /** Sales that were approved while the network was there. */
    long online() {
        return findings.stream().filter(f -> f.sale().told() == Told.APPROVED).count();
    }

    long stored() {
        return findings.stream().filter(f -> f.sale().told() == Told.STORED).count();
    }

    /** Stored sales that the acquirer has booked. */
    long captured() {
        return findings.stream()
                .filter(f -> f.sale().told() == Told.STORED && f.live() == 1)
                .count();
    }

    long declinedAfterStore() {
        return findings.stream()
                .filter(f -> f.sale().told() == Told.STORED && f.live() == 0 && f.declined() > 0)
                .count();
    }

    long voided() {
        return findings.stream().filter(f -> f.sale().voided()).count();
    }

    private static Finding finding(SaleSeen sale, Ledger ledger) {
        long live = ledger.live(sale.amount());
        long declined = ledger.declined(sale.amount());
        return new Finding(sale, live, declined, ledger.reversed(sale.amount()), verdict(sale, live, declined));
    }

    private static Verdict verdict(SaleSeen sale, long live, long declined) {
        if (live > 1) {
            return Verdict.DOUBLED;
        }
        if (!sale.accepted()) {
            return live == 0 ? Verdict.HELD : Verdict.INVENTED;
        }
        boolean once = live == 1 || sale.told() == Told.STORED && declined == 1;
        return once ? Verdict.HELD : Verdict.LOST;
    }
}
