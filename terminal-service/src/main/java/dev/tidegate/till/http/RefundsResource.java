package dev.tidegate.till.http;

import dev.tidegate.till.refund.RefundDesk;
import dev.tidegate.till.store.Refund;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** One refund by its own id. */
@Path("/refunds/{id}")
@Produces(MediaType.APPLICATION_JSON)
public final class RefundsResource {
    private final RefundDesk desk;

    RefundsResource(RefundDesk desk) {
        this.desk = desk;
    }

    @GET
    public RefundView refund(@PathParam("id") String id) {
        Refund refund = desk.refund(Keys.paymentOf(id));
        if (refund == null) {
            throw ProblemException.notFound("refund");
        }
        return RefundView.of(refund);
    }
}
