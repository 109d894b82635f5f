package dev.tidegate.gateway.http;

import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.core.port.Landmarks.Landmark;
import dev.tidegate.gateway.capture.Authorisation;
import dev.tidegate.gateway.capture.CaptureEngine;
import dev.tidegate.gateway.capture.LiveAnswer;
import dev.tidegate.gateway.capture.Question;
import dev.tidegate.gateway.capture.SaleCalls;
import dev.tidegate.gateway.profile.Terminal;
import dev.tidegate.gateway.store.LaneId;
import dev.tidegate.gateway.store.Store;
import dev.tidegate.gateway.store.Tables;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a till asks and says about one payment. */
@Path("/v1/payments/{id}")
@Produces(MediaType.APPLICATION_JSON)
@ForTills
public final class SaleResource {
    private final Store store;
    private final CaptureEngine engine;
    private final Landmarks landmarks;

    public SaleResource(Store store, CaptureEngine engine, Landmarks landmarks) {
        this.store = store;
        this.engine = engine;
        this.landmarks = landmarks;
    }

    /** Asks the issuer while the cardholder waits. */
    @POST
    @Path("/authorise")
    @Consumes(MediaType.APPLICATION_JSON)
    public Wire.Answer authorise(
            @PathParam("id") String id, Wire.@Nullable Ask ask, @Context ContainerRequestContext context) {
        return answer(question(id, ask, TillFilter.terminal(context)));
    }

    /**
     * Gives money back to the card that paid: a payment of its own, under the id that the till has made for it. The
     * payment of the path is captured for good and has so much left, or it is refused.
     */
    @POST
    @Path("/refunds")
    @Consumes(MediaType.APPLICATION_JSON)
    public Wire.Answer refund(
            @PathParam("id") String id, Wire.@Nullable Refund refund, @Context ContainerRequestContext context) {
        if (refund == null || refund.refundId() == null || refund.amount() == null || refund.askedAt() == null) {
            throw new IllegalArgumentException("an incomplete request");
        }
        return answer(new Question(
                PaymentId.of(refund.refundId()),
                TillFilter.terminal(context),
                refund.amount().toAmount(),
                refund.askedAt(),
                EntryMode.CHIP,
                new Question.Basis.RefundOf(PaymentId.of(id)),
                false));
    }

    private Wire.Answer answer(Question question) {
        LiveAnswer answer = engine.authorisation().ask(question);
        landmarks.pass(Landmark.AFTER_COMMIT_BEFORE_ANSWER);
        return switch (answer) {
            case LiveAnswer.Approved(var reply, var captured, var issuerData) ->
                Wire.Answer.of("APPROVED", captured, reply, issuerData);
            case LiveAnswer.PartlyApproved(var reply, var captured, var issuerData, var amount) ->
                Wire.Answer.of("PARTIALLY_APPROVED", captured, reply, issuerData, Wire.Money.of(amount));
            case LiveAnswer.Declined(var why, var reply, var issuerData) ->
                Wire.Answer.declined(why, reply, issuerData);
            case LiveAnswer.NotSent(var cause) -> Wire.Answer.bare("NOT_SENT", cause.name());
            case LiveAnswer.Unknown() -> Wire.Answer.bare("UNKNOWN", null);
            case LiveAnswer.Gone() ->
                throw Problem.exception(410, "reversed", "This payment was reversed and is never asked again.");
            case LiveAnswer.Conflict() ->
                throw Problem.exception(409, "state_conflict", "The id is that of another payment.");
            case LiveAnswer.Refused(var code)
            when code.equals(Authorisation.NOT_REFUNDABLE) ->
                throw Problem.exception(409, "state_conflict", "That much of the payment cannot be given back.");
            case LiveAnswer.Refused(var code) ->
                throw Problem.exception(422, "validation_failed", "The request cannot be taken: " + code + ".");
        };
    }

    /** The sale stands. */
    @POST
    @Path("/complete")
    public Wire.Result complete(@PathParam("id") String id, @Context ContainerRequestContext context) {
        Terminal terminal = TillFilter.terminal(context);
        return said(tables -> engine.calls().complete(tables, terminal.till(), PaymentId.of(id)));
    }

    /** The sale does not stand, or nobody knows. */
    @POST
    @Path("/reverse")
    public Wire.Result reverse(@PathParam("id") String id, @Context ContainerRequestContext context) {
        Terminal terminal = TillFilter.terminal(context);
        LaneId lane = new LaneId(terminal.acquirer(), terminal.tid());
        return said(tables -> engine.calls().reverse(tables, terminal.till(), lane, PaymentId.of(id), Reason.NONE));
    }

    /** The cashier takes a stored sale back. */
    @POST
    @Path("/void")
    public Wire.Result voidSale(@PathParam("id") String id, @Context ContainerRequestContext context) {
        Terminal terminal = TillFilter.terminal(context);
        return said(tables -> engine.calls().voidSale(tables, terminal.till(), PaymentId.of(id)));
    }

    /** Where it stands now. */
    @GET
    public Wire.Result standing(@PathParam("id") String id, @Context ContainerRequestContext context) {
        Terminal terminal = TillFilter.terminal(context);
        return store.read(tables -> tables.payments().find(PaymentId.of(id)))
                .filter(payment -> payment.till().equals(terminal.till()))
                .map(payment -> Wire.Result.of(payment, null))
                .orElseThrow(SaleResource::unknown);
    }

    private Wire.Result said(Function<Tables, SaleCalls.Said> call) {
        SaleCalls.Said said = store.write(call);
        landmarks.pass(Landmark.AFTER_COMMIT_BEFORE_ANSWER);
        engine.wake().up();
        return switch (said) {
            case SaleCalls.Said.Done(var payment) -> Wire.Result.of(payment, null);
            case SaleCalls.Said.UnknownPayment() -> throw unknown();
            case SaleCalls.Said.Refused(var ignored, var code) ->
                throw Problem.exception(409, "state_conflict", "The payment has gone another way: " + code + ".");
        };
    }

    private static Question question(String id, Wire.@Nullable Ask ask, Terminal terminal) {
        if (ask == null
                || ask.amount() == null
                || ask.soldAt() == null
                || ask.entryMode() == null
                || ask.sealed() == null) {
            throw new IllegalArgumentException("an incomplete request");
        }
        return new Question(
                PaymentId.of(id),
                terminal,
                ask.amount().toAmount(),
                ask.soldAt(),
                ask.entryMode(),
                new Question.Basis.Read(ask.sealed().toBody()),
                Boolean.TRUE.equals(ask.takesPart()));
    }

    private static RuntimeException unknown() {
        return Problem.exception(404, "not_found", "No such payment of this till.");
    }
}
