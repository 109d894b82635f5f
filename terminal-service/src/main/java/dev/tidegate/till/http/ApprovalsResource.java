package dev.tidegate.till.http;

import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.till.people.SaleWords;
import dev.tidegate.till.people.TypedReason;
import dev.tidegate.till.store.GivenWord;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A manager's word for one sale that was refused. */
@Path("/payments/{id}/approval")
@Produces(MediaType.APPLICATION_JSON)
public final class ApprovalsResource {
    /** The manager's name and PIN, and why. */
    public record ApprovalBody(
            @Nullable String name,
            @Nullable TypedPin pin,
            @Nullable String reason) {}

    /**
     * The word.
     *
     * @param id goes with the next {@code POST /payments} of the same cart and amount
     * @param lifts the reasons that it lifts
     * @param until it may be used, once
     */
    public record ApprovalView(String id, List<String> lifts, String manager, Instant until) {
        static ApprovalView of(GivenWord word) {
            return new ApprovalView(
                    word.id().toString(),
                    word.approval().lifts().stream().map(Reason::name).sorted().toList(),
                    word.manager(),
                    word.until());
        }
    }

    private final SaleWords words;

    ApprovalsResource(SaleWords words) {
        this.words = words;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response ask(@PathParam("id") String id, @Nullable ApprovalBody body, @Context HttpServletRequest request) {
        PaymentId refused = PaymentsResource.idOf(id);
        TypedReason why = ManagerDoor.reasonOf(body == null ? null : body.reason());
        String name = ManagerDoor.nameOf(body == null ? null : body.name());
        String cashier = Callers.nameOf(request);
        try (TypedPin pin = ManagerDoor.pinOf(body == null ? null : body.pin())) {
            return switch (words.ask(refused, name, pin.digits(), why, cashier == null ? "" : cashier)) {
                case SaleWords.Answer.Given(var word) ->
                    Response.status(201).entity(ApprovalView.of(word)).build();
                case SaleWords.Answer.NotLiftable() ->
                    throw ProblemException.of(409, "not_liftable", "no manager's word helps this sale", id);
                case SaleWords.Answer.Unknown() -> throw ProblemException.notFound("payment");
                case SaleWords.Answer.NotLetIn(var no) -> throw ManagerDoor.refusal(no);
            };
        }
    }
}
