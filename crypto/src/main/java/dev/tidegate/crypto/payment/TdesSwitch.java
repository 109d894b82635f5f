package dev.tidegate.crypto.payment;

import java.util.concurrent.atomic.LongAdder;

/**
 * Whether triple DES may be used, and how often it was. NIST withdrew it on 2024-01-01 (SP 800-67); card payment still
 * speaks it, so a shop that needs it says so in its configuration, and the inventory of PCI DSS 12.3.3 shows how much
 * it is used. Safe to use from several threads.
 */
public final class TdesSwitch {
    private final boolean allowed;
    private final LongAdder uses = new LongAdder();

    private TdesSwitch(boolean allowed) {
        this.allowed = allowed;
    }

    /** Triple DES is refused. */
    public static TdesSwitch off() {
        return new TdesSwitch(false);
    }

    /** Triple DES is let through, and counted. */
    public static TdesSwitch on() {
        return new TdesSwitch(true);
    }

    /** How many cryptograms, codes and keys were made or checked with it since it was made. */
    public long uses() {
        return uses.sum();
    }

    void check() {
        if (!allowed) {
            throw new TdesNotAllowedException();
        }
    }

    void count() {
        check();
        uses.increment();
    }
}
