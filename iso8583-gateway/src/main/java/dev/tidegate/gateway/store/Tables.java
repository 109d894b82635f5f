package dev.tidegate.gateway.store;

import org.jdbi.v3.core.Handle;

/** The tables, inside one transaction or one read. Not to be kept. */
public final class Tables {
    private final Handle bare;
    private final Pending pending;

    Tables(Handle handle) {
        this.bare = handle;
        this.pending = new Pending(handle);
    }

    /** Says what is pending: the transaction is about to end. */
    void flush() {
        pending.flush();
    }

    // Whoever looks at other tables may look at what is pending too.
    private Handle handle() {
        pending.flush();
        return bare;
    }

    public Payments payments() {
        return new Payments(bare, pending);
    }

    public Attempts attempts() {
        return new Attempts(handle());
    }

    public Events events() {
        return new Events(bare, pending);
    }

    public Tills tills() {
        return new Tills(bare);
    }

    public Invitations invitations() {
        return new Invitations(handle());
    }

    public TillCertificates certificates() {
        return new TillCertificates(handle());
    }

    public TillEvents tillEvents() {
        return new TillEvents(handle());
    }

    public ReceivedRecords received() {
        return new ReceivedRecords(bare, pending);
    }

    public Adoptions adoptions() {
        return new Adoptions(handle());
    }

    public KeyUses keyUses() {
        return new KeyUses(handle());
    }

    public Refunds refunds() {
        return new Refunds(handle());
    }

    public GatewayFacts facts() {
        return new GatewayFacts(handle());
    }

    public DeferredLanes deferredLanes() {
        return new DeferredLanes(handle());
    }

    public Actions actions() {
        return new Actions(handle());
    }

    public Life life() {
        return new Life(handle());
    }

    public Nodes nodes() {
        return new Nodes(handle());
    }

    public ZoneKeyRows zoneKeys() {
        return new ZoneKeyRows(handle());
    }

    public CardData cardData() {
        return new CardData(handle());
    }

    public TillParametersRows parameters() {
        return new TillParametersRows(handle());
    }

    public Batches batches() {
        return new Batches(handle());
    }

    public BatchItems batchItems() {
        return new BatchItems(bare, pending);
    }

    public BatchMessages batchMessages() {
        return new BatchMessages(handle());
    }

    public Work work() {
        return new Work(handle());
    }

    public Counters counters() {
        return new Counters(bare);
    }
}
