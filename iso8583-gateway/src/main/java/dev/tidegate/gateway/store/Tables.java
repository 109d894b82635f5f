package dev.tidegate.gateway.store;

/** The tables, inside one transaction or one read. Not to be kept. */
public final class Tables {
    private final Session session;
    private final Pending pending;

    private Tables(Session session, boolean remembers) {
        this.session = session;
        this.pending = new Pending(session, remembers);
    }

    /** Inside a transaction, alone among writers: what was read stays as it was, but for what is written here. */
    static Tables alone(Session session) {
        return new Tables(session, true);
    }

    /** Outside of a transaction: everything is read when it is asked for. */
    static Tables shared(Session session) {
        return new Tables(session, false);
    }

    /** Says what is pending: the transaction is about to end. */
    void flush() {
        pending.flushAll();
    }

    // Whoever looks at other tables may look at what is pending too.
    private Session settled() {
        pending.flush();
        return session;
    }

    public Payments payments() {
        return new Payments(session, pending);
    }

    public Attempts attempts() {
        return new Attempts(session, pending);
    }

    public Events events() {
        return new Events(session, pending);
    }

    public Tills tills() {
        return new Tills(session);
    }

    public Invitations invitations() {
        return new Invitations(settled().jdbi());
    }

    public TillCertificates certificates() {
        return new TillCertificates(settled().jdbi());
    }

    public TillEvents tillEvents() {
        return new TillEvents(settled());
    }

    public ReceivedRecords received() {
        return new ReceivedRecords(session, pending);
    }

    public Adoptions adoptions() {
        return new Adoptions(settled().jdbi());
    }

    public KeyUses keyUses() {
        return new KeyUses(settled().jdbi());
    }

    public Refunds refunds() {
        return new Refunds(settled().jdbi());
    }

    public GatewayFacts facts() {
        return new GatewayFacts(settled().jdbi());
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
        return new ZoneKeyRows(settled().jdbi());
    }

    public CardData cardData() {
        return new CardData(settled());
    }

    public TillParametersRows parameters() {
        return new TillParametersRows(settled().jdbi());
    }

    public Batches batches() {
        return new Batches(settled());
    }

    public BatchItems batchItems() {
        return new BatchItems(session, pending);
    }

    public BatchMessages batchMessages() {
        return new BatchMessages(settled().jdbi());
    }

    public Work work() {
        return new Work(settled());
    }

    public Counters counters() {
        return new Counters(session);
    }
}
