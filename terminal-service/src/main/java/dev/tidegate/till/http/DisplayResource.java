package dev.tidegate.till.http;

import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.till.sale.Results;
import dev.tidegate.till.sale.SaleDesk;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** For the screen that the customer looks at. */
@Path("/display")
@Produces(MediaType.APPLICATION_JSON)
public final class DisplayResource {
    private final String merchant;
    private final SaleDesk desk;
    private final Results results;

    DisplayResource(String merchant, SaleDesk desk, Results results) {
        this.merchant = merchant;
        this.desk = desk;
        this.results = results;
    }

    @GET
    public DisplayView display() {
        PaymentId current = desk.current();
        return DisplayView.of(merchant, current == null ? null : results.view(current));
    }
}
