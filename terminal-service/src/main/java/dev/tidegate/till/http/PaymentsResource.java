package dev.tidegate.till.http;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.till.ledger.LedgerQueries;
import dev.tidegate.till.sale.Begun;
import dev.tidegate.till.sale.Questions;
import dev.tidegate.till.sale.Results;
import dev.tidegate.till.sale.SaleDesk;
import dev.tidegate.till.sale.SaleOrder;
import dev.tidegate.till.store.Tenders;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Payments, by card and otherwise. A decline is not an error of HTTP: it is a state of the payment. */
@Path("/payments")
@Produces(MediaType.APPLICATION_JSON)
public final class PaymentsResource {
    /**
     * A payment as it is asked for.
     *
     * @param cart what is paid; absent for an amount that was typed in
     * @param amount what is left to pay of the cart; cash and other kinds may pay a part of that
     * @param tender what it is paid with: card, voice, cash or other
     * @param tendered what was given of cash; absent where that is the amount
     * @param kind which other tender, in the shop's words
     * @param reference of the other tender, such as the number of a voucher
     * @param approval the id of a manager's word for this sale by card; absent where none was given
     * @param voice of a sale that its issuer has approved by telephone
     */
    public record PaymentBody(
            @Nullable String cart,
            @Nullable MoneyView amount,
            @Nullable String tender,
            @Nullable MoneyView tendered,
            @Nullable String kind,
            @Nullable String reference,
            @Nullable String approval,
            VoiceCalls.@Nullable VoiceBody voice) {}

    /**
     * Which application of the card to use.
     *
     * @param question its number, as the payment tells it
     * @param place in its list from 0; absent for none of them
     */
    public record ChoiceBody(
            @Nullable Long question, @Nullable Integer place) {}

    /** The answer about the goods: {@code keep} or {@code void}. */
    public record AnswerBody(@Nullable String goods) {}

    /**
     * A page of the list, the newest first.
     *
     * @param next the cursor of the page below; absent at the end
     */
    public record PaymentList(
            List<PaymentView> payments, @Nullable String next) {}

    public record EventList(List<EventView> events) {}

    private final SaleDesk desk;
    private final Results results;
    private final Glance glance;
    private final LedgerQueries queries;
    private final Currency currency;
    private final Runnable wakeDrain;
    private final BiConsumer<PaymentId, @Nullable String> voids;
    private final TenderCalls tenders;
    private final ReceiptList receipts;
    private final VoiceCalls voices;

    /** @param voids told who took a sale back; never throws */
    PaymentsResource(
            SaleDesk desk,
            Results results,
            Glance glance,
            LedgerQueries queries,
            Currency currency,
            Runnable wakeDrain,
            BiConsumer<PaymentId, @Nullable String> voids,
            TenderCalls tenders,
            Tenders tendered,
            VoiceCalls voices) {
        this.voices = voices;
        this.voids = voids;
        this.desk = desk;
        this.results = results;
        this.glance = glance;
        this.queries = queries;
        this.currency = currency;
        this.wakeDrain = wakeDrain;
        this.tenders = tenders;
        this.receipts = new ReceiptList(queries, tendered, payment -> existing(payment.id()));
    }

    /** Begins a sale and answers at once: the card is asked for on the screen. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response begin(
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable PaymentBody body,
            @Context HttpServletRequest request) {
        if (key == null) {
            throw ProblemException.of(400, "idempotency_key_missing", "a payment needs an Idempotency-Key");
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
        return switch (body.tender() == null ? "" : body.tender()) {
            case "card" -> card(key, body, amount, Callers.nameOf(request));
            case "voice" -> voice(key, body, amount, Callers.nameOf(request));
            case "cash" -> paid(tenders.cash(key, body, amount));
            case "other" -> paid(tenders.other(key, body, amount));
            default -> throw ProblemException.field("tender", "is card, voice, cash or other");
        };
    }

    private Response card(String key, PaymentBody body, Amount amount, @Nullable String person) {
        if (body.tendered() != null || body.kind() != null || body.reference() != null || body.voice() != null) {
            throw ProblemException.field("tender", "is card, which has nothing tendered, no kind and no reference");
        }
        UUID cart = body.cart() == null ? null : CartsResource.idOf(body.cart());
        UUID word = body.approval() == null ? null : CartsResource.idOf(body.approval());
        return answer(desk.begin(new SaleOrder(Keys.of(key, cart, amount, "card"), cart, amount, word, person)));
    }

    private Response voice(String key, PaymentBody body, Amount amount, @Nullable String person) {
        if (body.tendered() != null || body.kind() != null || body.reference() != null || body.approval() != null) {
            throw ProblemException.field("tender", "is voice, which has its code and a manager, and nothing else");
        }
        UUID cart = body.cart() == null ? null : CartsResource.idOf(body.cart());
        return answer(voices.begin(key, cart, body.voice(), amount, person));
    }

    // On disk already: nothing is awaited.
    private Response paid(Begun begun) {
        return begun instanceof Begun.Started(var id) ? told(201, id) : answer(begun);
    }

    private Response answer(Begun begun) {
        return switch (begun) {
            case Begun.Started(var id) -> told(202, id);
            case Begun.Earlier(var id) -> told(id.equals(desk.current()) ? 202 : 200, id);
            case Begun.KeyReused() ->
                throw ProblemException.of(422, "idempotency_key_reused", "this key came with another request");
            case Begun.Busy(var id) ->
                throw ProblemException.of(
                        409, "reader_busy", "a payment is in progress or was not acknowledged", id.toString());
            case Begun.CartPaid(var id) ->
                throw ProblemException.of(409, "state_conflict", "the cart has been paid", id.toString());
            case Begun.NoCart() -> throw ProblemException.notFound("cart");
            case Begun.CartVoided() -> throw ProblemException.of(409, "state_conflict", "the cart was voided");
            case Begun.AmountDiffers() -> throw ProblemException.field("amount", "is what is left to pay of the cart");
            case Begun.WordNotGood() ->
                throw ProblemException.of(
                        403, "approval_not_good", "the manager's word is not for this sale, was used, or is too old");
            case Begun.Stopping() -> throw ProblemException.of(503, "stopping", "the till is stopping");
        };
    }

    @GET
    @Path("/{id}")
    public PaymentView get(@PathParam("id") String id) {
        return existing(idOf(id));
    }

    /** The newest first; {@code state} is a state of payment rules, or {@code UNSYNCED}. */
    @GET
    public PaymentList list(
            @QueryParam("state") @Nullable String state, @QueryParam("cursor") @Nullable String cursor) {
        return receipts.page(state, cursor);
    }

    /** Each record of the journal about the payment is an event. */
    @GET
    @Path("/{id}/events")
    public EventList events(@PathParam("id") String id) {
        PaymentId payment = idOf(id);
        var ignored = existing(payment);
        return new EventList(queries.events(payment).stream().map(EventView::of).toList());
    }

    /** Ends the wait for a card. */
    @POST
    @Path("/{id}/cancel")
    public Response cancel(@PathParam("id") String id) {
        PaymentId payment = idOf(id);
        if (!desk.cancel(payment)) {
            var ignored = existing(payment);
            throw notNow(payment);
        }
        return told(202, payment);
    }

    /** The card has more than one application, or wants its one confirmed: this one, or none. */
    @POST
    @Path("/{id}/application")
    @Consumes(MediaType.APPLICATION_JSON)
    public PaymentView application(@PathParam("id") String id, @Nullable ChoiceBody body) {
        if (body == null || body.question() == null) {
            throw ProblemException.field("question", "is missing");
        }
        Integer place = body.place();
        if (place != null && place < 0) {
            throw ProblemException.field("place", "is counted from 0");
        }
        return said(idOf(id), results.chosen(idOf(id), body.question(), place == null ? Questions.NONE : place));
    }

    /** OK was pressed on the result. */
    @POST
    @Path("/{id}/seen")
    public PaymentView seen(@PathParam("id") String id) {
        return said(idOf(id), results.seen(idOf(id)));
    }

    /**
     * A stored sale is taken back: at once before it was offered, a request afterwards. Cash and other tenders are
     * given back as long as their cart is not wholly paid.
     */
    @POST
    @Path("/{id}/void")
    public PaymentView takeBack(@PathParam("id") String id, @Context HttpServletRequest request) {
        Results.Said given = tenders.takeBack(idOf(id));
        Results.Said said = given == null ? results.takeBack(idOf(id)) : given;
        if (said instanceof Results.Said.Done) {
            voids.accept(idOf(id), Callers.nameOf(request));
        }
        return said(idOf(id), said);
    }

    /** The answer to <em>did the customer leave with the goods?</em> */
    @POST
    @Path("/{id}/answer")
    @Consumes(MediaType.APPLICATION_JSON)
    public PaymentView answer(@PathParam("id") String id, @Nullable AnswerBody body) {
        String goods = body == null || body.goods() == null ? "" : body.goods();
        boolean left = switch (goods) {
            case "keep" -> true;
            case "void" -> false;
            default -> throw ProblemException.field("goods", "is keep or void");
        };
        return said(idOf(id), results.answer(idOf(id), left));
    }

    private PaymentView said(PaymentId id, Results.Said said) {
        return switch (said) {
            case Results.Said.Done() -> {
                wakeDrain.run();
                yield existing(id);
            }
            case Results.Said.NotNow() -> throw notNow(id);
            case Results.Said.Unknown() -> throw ProblemException.notFound("payment");
        };
    }

    private Response told(int status, PaymentId id) {
        return Response.status(status)
                .location(URI.create("payments/" + id))
                .entity(existing(id))
                .build();
    }

    private PaymentView existing(PaymentId id) {
        PaymentView card = glance.payment(id);
        PaymentView view = card == null ? tenders.view(id) : card;
        if (view == null) {
            throw ProblemException.notFound("payment");
        }
        return view;
    }

    private static ProblemException notNow(PaymentId id) {
        return ProblemException.of(409, "state_conflict", "the state of the payment does not allow it", id.toString());
    }

    static PaymentId idOf(String id) {
        try {
            return PaymentId.of(id);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("payment");
        }
    }
}
