package dev.tidegate.till.http;

import dev.tidegate.till.ledger.LedgerQueries;
import dev.tidegate.till.refund.RefundDesk;
import dev.tidegate.till.store.CarriedMessages;
import dev.tidegate.till.sync.StillHere;
import dev.tidegate.till.sync.SyncRuns;
import io.dropwizard.core.setup.Environment;
import java.util.Currency;

/** What the API says of the network and of what waits for it. */
public final class NetworkApi {
    /** What it speaks for. */
    public record Rooms(SyncRuns syncs, StillHere stillHere, RefundDesk refunds, CarriedMessages carried) {}

    private NetworkApi() {}

    static void open(Environment environment, Rooms rooms, LedgerQueries queries, Currency currency) {
        environment.jersey().register(new SyncRunsResource(rooms.syncs()));
        environment.jersey().register(new WhyResource(rooms.stillHere()));
        environment.jersey().register(new RoutesResource(rooms.carried(), queries));
        environment.jersey().register(new PaymentRefundsResource(rooms.refunds(), currency));
        environment.jersey().register(new RefundsResource(rooms.refunds()));
    }
}
