package dev.tidegate.till.people;

import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.Standing;
import dev.tidegate.core.port.HostStanding;
import dev.tidegate.till.log.FactLog;
import dev.tidegate.till.store.Audit;
import dev.tidegate.till.store.Orders;
import dev.tidegate.till.store.Person;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The standing as a manager has ordered it, over the one that the heart tells. On disk: a restart changes nothing.
 *
 * <p>While forced offline no sale is asked about and no stored one is offered, so that each may still be taken back at
 * once. What a cardholder waits for goes on: the end of an online sale that was asked before, a reversal above all. The
 * heart beats on, for what it hears is shown. Safe to use from several threads.
 */
public final class ForcedStanding implements HostStanding {
    private final HostStanding heard;
    private final Orders orders;
    private final InstantSource clock;
    private final FactLog log;
    private final Runnable changed;
    private volatile Orders.@Nullable Forced order;

    /** @param changed told after each order; has to be quick and never throw */
    public ForcedStanding(HostStanding heard, Orders orders, InstantSource clock, FactLog log, Runnable changed) {
        this.heard = heard;
        this.orders = orders;
        this.clock = clock;
        this.log = log;
        this.changed = changed;
        this.order = orders.forced();
    }

    /**
     * Puts the switch. Nothing happens where it stands so already.
     *
     * @throws dev.tidegate.till.store.ShopBrokenException the disk refused; it stands as it stood
     */
    public void order(boolean offline, Person manager, TypedReason why, String cashier) {
        synchronized (this) {
            if ((forced() != null) == offline) {
                return;
            }
            Instant now = clock.instant();
            Audit.Act act = offline ? Audit.Act.FORCED_OFFLINE : Audit.Act.FORCED_ONLINE;
            Orders.Forced next = new Orders.Forced(offline, manager.name(), why.text(), now);
            orders.force(next, new Audit.Entry(now, act, manager.name(), cashier, "", "", "", why.text()));
            order = next;
            log.forced(offline, manager.name());
        }
        changed.run();
    }

    /** Who forced it offline, and when; absent where nobody did. */
    public Orders.@Nullable Forced forced() {
        Orders.Forced now = order;
        return now != null && now.offline() ? now : null;
    }

    /** Whether somebody did. */
    public boolean isForced() {
        return forced() != null;
    }

    @Override
    public Standing now() {
        return forced() == null ? heard.now() : new Standing.Offline(Reason.POLICY);
    }

    @Override
    public boolean gatewayReachable() {
        return heard.gatewayReachable();
    }

    @Override
    public int drainSlot() {
        return forced() == null ? heard.drainSlot() : 0;
    }

    @Override
    public void drained(int records) {
        heard.drained(records);
    }

    @Override
    public void lost(Reason cause) {
        heard.lost(cause);
    }
}
