package dev.tidegate.till.http;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.till.config.FloorSettings;
import dev.tidegate.till.http.PaymentsResource.PaymentBody;
import dev.tidegate.till.sale.Begun;
import dev.tidegate.till.sale.Results;
import dev.tidegate.till.sale.TenderDesk;
import dev.tidegate.till.sale.TenderOrder;
import dev.tidegate.till.store.TenderSale;
import java.util.Currency;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Payments without a card, as they are asked for and told. */
final class TenderCalls {
    /** The number of a voucher, a name, an invoice. */
    private static final int NOTE_LENGTH_MAX = 60;

    // ISO/IEC 7812-1: a card's number has 12 to 19 digits, however they are set apart.
    private static final Pattern CARD_SHAPED = Pattern.compile("(?:[0-9][ ./_-]*){12,19}");

    private final TenderDesk desk;
    private final FloorSettings settings;
    private final Currency currency;

    TenderCalls(TenderDesk desk, FloorSettings settings, Currency currency) {
        this.desk = desk;
        this.settings = settings;
        this.currency = currency;
    }

    Begun cash(String key, PaymentBody body, Amount amount) {
        if (body.kind() != null || body.reference() != null) {
            throw ProblemException.field("tender", "is cash, which has no kind and no reference");
        }
        Amount tendered = body.tendered() == null ? amount : body.tendered().checked("tendered", currency);
        if (amount.exceeds(tendered)) {
            throw ProblemException.field("tendered.value", "is at least the amount; less than that pays a part");
        }
        return desk.take(new TenderOrder(
                Keys.of(key, cartOf(body), amount, "cash|" + tendered.minor()),
                cartOf(body),
                TenderSale.Kind.CASH,
                amount,
                tendered,
                "",
                ""));
    }

    Begun other(String key, PaymentBody body, Amount amount) {
        String kind = body.kind() == null ? "" : body.kind();
        if (!settings.otherTenders().contains(kind)) {
            throw ProblemException.field("kind", "is one of those that this till takes");
        }
        if (body.tendered() != null) {
            throw ProblemException.field("tendered", "is for cash");
        }
        String note = body.reference() == null ? "" : body.reference().strip();
        if (note.isEmpty() || note.length() > NOTE_LENGTH_MAX || note.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.field("reference", "has 1 to " + NOTE_LENGTH_MAX + " characters");
        }
        if (CARD_SHAPED.matcher(note).find()) {
            throw ProblemException.field("reference", "is never the number of a card");
        }
        return desk.take(new TenderOrder(
                Keys.of(key, cartOf(body), amount, "other|" + kind + "|" + note),
                cartOf(body),
                TenderSale.Kind.OTHER,
                amount,
                amount,
                kind,
                note));
    }

    @Nullable
    PaymentView view(PaymentId id) {
        TenderSale sale = desk.sale(id);
        return sale == null ? null : PaymentView.of(sale);
    }

    /** Gives back what pays for a part of a cart; absent where it is a card's. */
    Results.@Nullable Said takeBack(PaymentId id) {
        return desk.sale(id) == null ? null : desk.giveBack(id);
    }

    private static UUID cartOf(PaymentBody body) {
        if (body.cart() == null) {
            throw ProblemException.field("cart", "is missing");
        }
        return CartsResource.idOf(body.cart());
    }
}
