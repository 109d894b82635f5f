package dev.tidegate.till.http;

import dev.tidegate.till.ledger.LedgerQueries;
import dev.tidegate.till.refund.RefundDesk;
import dev.tidegate.till.store.CarriedMessages;
import dev.tidegate.till.sync.StillHere;
import dev.tidegate.till.sync.SyncRuns;
import java.util.Currency;
import java.util.function.Consumer;

/** What the API says of the network and of what waits for it. */
public final class NetworkApi {
    /** What it speaks for. */
    public record Rooms(SyncRuns syncs, StillHere stillHere, RefundDesk refunds, CarriedMessages carried) {}

    private NetworkApi() {}

    static void register(Consumer<Object> jersey, Rooms rooms, LedgerQueries queries, Currency currency) {
        jersey.accept(new SyncRunsResource(rooms.syncs()));
        jersey.accept(new WhyResource(rooms.stillHere()));
        jersey.accept(new RoutesResource(rooms.carried(), queries));
        jersey.accept(new PaymentRefundsResource(rooms.refunds(), currency));
        jersey.accept(new RefundsResource(rooms.refunds()));
    }
}
