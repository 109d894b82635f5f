package dev.tidegate.till.http;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.till.refund.RefundBegun;
import dev.tidegate.till.refund.RefundDesk;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Money back of one sale: referenced, online alone, never above what was captured. */
@Path("/payments/{id}/refunds")
@Produces(MediaType.APPLICATION_JSON)
public final class PaymentRefundsResource {
    /** How much. */
    public record RefundBody(@Nullable MoneyView amount) {}

    /**
     * The refunds of a sale.
     *
     * @param captured absent where nothing is captured
     * @param left what may still be given back; absent where nothing may be, whatever the amount
     */
    record RefundsView(
            @Nullable MoneyView captured, @Nullable MoneyView left, List<RefundView> refunds) {}

    private final RefundDesk desk;
    private final Currency currency;

    PaymentRefundsResource(RefundDesk desk, Currency currency) {
        this.desk = desk;
        this.currency = currency;
    }

    @GET
    public RefundsView refunds(@PathParam("id") String id) {
        RefundDesk.Room room = desk.room(Keys.paymentOf(id));
        if (room == null) {
            throw ProblemException.notFound("payment");
        }
        return new RefundsView(
                MoneyView.ofNullable(room.captured()),
                MoneyView.ofNullable(room.left()),
                room.refunds().stream().map(RefundView::of).toList());
    }

    /** Asks for a refund and answers at once; the same key is the same refund, however often it is sent. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response refund(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable RefundBody body) {
        PaymentId original = Keys.paymentOf(id);
        if (key == null) {
            throw ProblemException.of(400, "idempotency_key_missing", "a refund needs an Idempotency-Key");
        }
        if (!key.matches("[\\x21-\\x7E]{1,255}")) {
            throw ProblemException.of(400, "invalid_request", "an Idempotency-Key has 1 to 255 visible characters");
        }
        if (body == null || body.amount() == null) {
            throw ProblemException.field("amount", "is missing");
        }
        Amount amount = body.amount().checked("amount", currency);
        if (amount.minor() == 0) {
            throw ProblemException.field("amount.value", "is more than nothing");
        }
        return answer(original, desk.ask(original, amount, Keys.of(key, asCart(original), amount, "refund")));
    }

    // What a payment fingerprints as its cart is the sale here.
    private static UUID asCart(PaymentId original) {
        return original.value();
    }

    private static Response answer(PaymentId original, RefundBegun begun) {
        return switch (begun) {
            case RefundBegun.Started(var refund) -> told(202, RefundView.of(refund));
            case RefundBegun.Earlier(var refund) -> told(refund.state().isOpen() ? 202 : 200, RefundView.of(refund));
            case RefundBegun.KeyReused() ->
                throw ProblemException.of(422, "idempotency_key_reused", "this key came with another request");
            case RefundBegun.NoPayment() -> throw ProblemException.notFound("payment");
            case RefundBegun.NotCaptured() ->
                throw ProblemException.of(409, "state_conflict", "the sale is not captured", original.toString());
            case RefundBegun.NotCompleted() ->
                throw ProblemException.of(
                        409, "state_conflict", "the gateway has yet to hear that the sale stands", original.toString());
            case RefundBegun.TooMuch(var left) ->
                throw ProblemException.field("amount.value", "is at most what is left: " + left.minor());
            case RefundBegun.Offline(var why) ->
                throw ProblemException.of(
                        503,
                        "host_unreachable_and_offline_not_allowed",
                        "a refund is asked for online alone: " + why,
                        original.toString());
        };
    }

    private static Response told(int status, RefundView refund) {
        return Response.status(status)
                .location(URI.create("refunds/" + refund.id()))
                .entity(refund)
                .build();
    }
}
