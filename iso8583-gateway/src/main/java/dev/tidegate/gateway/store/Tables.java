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
    private Handle settled() {
        pending.flush();
        return bare;
    }

    public Payments payments() {
        return new Payments(bare, pending);
    }

    public Attempts attempts() {
        return new Attempts(settled());
    }

    public Events events() {
        return new Events(bare, pending);
    }

    public Tills tills() {
        return new Tills(bare);
    }

    public Invitations invitations() {
        return new Invitations(settled());
    }

    public TillCertificates certificates() {
        return new TillCertificates(settled());
    }

    public TillEvents tillEvents() {
        return new TillEvents(settled());
    }

    public ReceivedRecords received() {
        return new ReceivedRecords(bare, pending);
    }

    public Adoptions adoptions() {
        return new Adoptions(settled());
    }

    public KeyUses keyUses() {
        return new KeyUses(settled());
    }

    public Refunds refunds() {
        return new Refunds(settled());
    }

    public Adjustments adjustments() {
        return new Adjustments(settled());
    }

    public GatewayFacts facts() {
        return new GatewayFacts(settled());
    }

    public DeferredLanes deferredLanes() {
        return new DeferredLanes(settled());
    }

    public Actions actions() {
        return new Actions(settled());
    }

    public Reviews reviews() {
        return new Reviews(settled());
    }

    public Life life() {
        return new Life(settled());
    }

    public Nodes nodes() {
        return new Nodes(settled());
    }

    public ZoneKeyRows zoneKeys() {
        return new ZoneKeyRows(settled());
    }

    public CardData cardData() {
        return new CardData(settled());
    }

    public TillParametersRows parameters() {
        return new TillParametersRows(settled());
    }

    public Batches batches() {
        return new Batches(settled());
    }

    public BatchItems batchItems() {
        return new BatchItems(bare, pending);
    }

    public BatchMessages batchMessages() {
        return new BatchMessages(settled());
    }

    public Work work() {
        return new Work(settled());
    }

    public Counters counters() {
        return new Counters(bare);
    }
}
