package dev.tidegate.till.http;

import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.till.ledger.LedgerQueries;
import dev.tidegate.till.store.Carried;
import dev.tidegate.till.store.CarriedMessages;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;

/** Which route carried the messages of a sale, where the till has two. */
@Path("/payments/{id}/routes")
@Produces(MediaType.APPLICATION_JSON)
public final class RoutesResource {
    /**
     * One message.
     *
     * @param route FIRST or BACKUP
     * @param message authorise, complete, reverse, refund or journal
     * @param answered whether its answer came back by the same route
     */
    record CarriedView(Instant at, String route, String message, boolean answered) {
        static CarriedView of(Carried carried) {
            return new CarriedView(carried.at(), carried.route(), carried.message(), carried.answered());
        }
    }

    /** The oldest first; none on a till with one route. */
    record CarriedList(List<CarriedView> carried) {}

    private final CarriedMessages carried;
    private final LedgerQueries queries;

    RoutesResource(CarriedMessages carried, LedgerQueries queries) {
        this.carried = carried;
        this.queries = queries;
    }

    @GET
    public CarriedList carried(@PathParam("id") String id) {
        PaymentId payment = Keys.paymentOf(id);
        List<Long> records =
                queries.events(payment).stream().map(LedgerQueries.Event::seq).toList();
        return new CarriedList(
                carried.of(payment, records).stream().map(CarriedView::of).toList());
    }
}
