package dev.tidegate.till.people;

import dev.tidegate.core.payment.Limits;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.till.config.AcquirerWord;
import dev.tidegate.till.log.FactLog;
import dev.tidegate.till.store.Audit;
import dev.tidegate.till.store.Orders;
import dev.tidegate.till.store.Person;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody has taken the liability for stored sales that their issuers will decline. Until then nothing is
 * stored. A new version of the text has to be accepted anew. Safe to use from several threads.
 */
public final class Liability {
    /** Of the text that the page shows; goes up with every change of what it says. */
    public static final int VERSION = 1;

    private final String elsewhere;
    private final Orders orders;
    private final InstantSource clock;
    private final FactLog log;
    private volatile Orders.@Nullable Liability accepted;

    /** @param elsewhere who has accepted it in a contract or for a fleet; empty where nobody has */
    public Liability(String elsewhere, Orders orders, InstantSource clock, FactLog log) {
        this.elsewhere = elsewhere;
        this.orders = orders;
        this.clock = clock;
        this.log = log;
        this.accepted = orders.liability(VERSION);
    }

    /** Who has accepted it at this till; absent where nobody did. */
    public Orders.@Nullable Liability accepted() {
        return accepted;
    }

    /** Who has accepted it elsewhere; empty where nobody did. */
    public String elsewhere() {
        return elsewhere;
    }

    /**
     * A manager accepts it, in the language that he has read it in. Nothing happens where one has.
     *
     * @throws dev.tidegate.till.store.ShopBrokenException the disk refused; nobody has accepted
     */
    public synchronized void accept(Person manager, String language) {
        if (accepted != null) {
            return;
        }
        Instant now = clock.instant();
        Orders.Liability next = new Orders.Liability(VERSION, manager.name(), language, now);
        orders.accept(
                next,
                new Audit.Entry(
                        now,
                        Audit.Act.LIABILITY_ACCEPTED,
                        manager.name(),
                        manager.name(),
                        "",
                        "",
                        "VERSION " + VERSION + " " + language,
                        ""));
        accepted = next;
        log.liabilityAccepted(VERSION, manager.name());
    }

    /** The same limits; by them nothing is taken until somebody has accepted. */
    public Limits over(Limits own) {
        return own.shut() != Reason.NONE || accepted != null || !elsewhere.isEmpty()
                ? own
                : AcquirerWord.shut(own, Reason.LIABILITY_NOT_ACCEPTED);
    }
}
