package dev.tidegate.till.http;

import dev.tidegate.core.flow.AddTip;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.port.AcquirerTerms;
import dev.tidegate.core.port.Ledger;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The tip on one stored sale, after its card has gone. */
@Path("/payments/{id}/tips")
@Produces(MediaType.APPLICATION_JSON)
public final class TipsResource {
    /** How much; nothing takes a tip off again. */
    public record TipBody(@Nullable MoneyView amount) {}

    /**
     * The tip of a sale.
     *
     * @param signed what the card was asked for
     * @param tip what is on top of it
     * @param most what the tip may be; nothing where there may be none
     * @param refusal why there may be none, as NOT_AGREED or OFFERED; absent where there may be one
     */
    record TipView(
            MoneyView signed,
            MoneyView tip,
            MoneyView most,
            @Nullable String refusal) {}

    /** Told who put which tip on a sale. */
    interface Told {
        /** Never throws. */
        void tipped(PaymentId payment, Amount tip, @Nullable String person);
    }

    private final AddTip tips;
    private final Ledger ledger;
    private final AcquirerTerms terms;
    private final Currency currency;
    private final Told told;

    TipsResource(AddTip tips, Ledger ledger, AcquirerTerms terms, Currency currency, Told told) {
        this.tips = tips;
        this.ledger = ledger;
        this.terms = terms;
        this.currency = currency;
        this.told = told;
    }

    @GET
    public TipView tip(@PathParam("id") String id) {
        Payment payment = ledger.payment(Keys.paymentOf(id));
        if (payment == null) {
            throw ProblemException.notFound("payment");
        }
        return view(payment);
    }

    /** Makes the tip this one, instead of any that there is: the same again changes nothing. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public TipView tip(@PathParam("id") String id, @Nullable TipBody body, @Context HttpServletRequest request) {
        PaymentId payment = Keys.paymentOf(id);
        if (body == null || body.amount() == null) {
            throw ProblemException.field("amount", "is missing");
        }
        Amount tip = body.amount().checked("amount", currency);
        return switch (tips.tip(payment, tip)) {
            case AddTip.Said.Done(var now) -> {
                told.tipped(payment, tip, Callers.nameOf(request));
                yield view(now);
            }
            case AddTip.Said.Refused(var why) ->
                throw ProblemException.of(
                        409, "tip_refused_" + why.name().toLowerCase(Locale.ROOT), "no such tip: " + why, id);
            case AddTip.Said.Unknown() -> throw ProblemException.notFound("payment");
        };
    }

    private TipView view(Payment payment) {
        AddTip.No no = AddTip.refusal(payment, terms);
        Amount signed = AddTip.signed(payment);
        long tip = Math.max(0, payment.amount().minor() - signed.minor());
        return new TipView(
                MoneyView.of(signed),
                MoneyView.of(new Amount(tip, signed.currency())),
                MoneyView.of(no == null ? AddTip.tipMax(payment, terms) : new Amount(0, signed.currency())),
                no == null ? null : no.name());
    }
}
