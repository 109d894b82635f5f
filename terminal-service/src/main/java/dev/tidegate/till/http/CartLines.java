package dev.tidegate.till.http;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.till.catalogue.Discount;
import dev.tidegate.till.catalogue.Item;
import dev.tidegate.till.floor.ShopFloor;
import dev.tidegate.till.http.CartsResource.LineBody;
import dev.tidegate.till.store.Cart;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines as they are sent, as lines of a cart: name, price and tax are the catalogue's, never the caller's. */
final class CartLines {
    private final ShopFloor floor;
    private final Currency currency;

    CartLines(ShopFloor floor, Currency currency) {
        this.floor = floor;
        this.currency = currency;
    }

    List<Cart.Line> checked(List<@Nullable LineBody> bodies) {
        if (bodies.size() > Cart.LINES_MAX) {
            throw ProblemException.field("lines", "are at most " + Cart.LINES_MAX);
        }
        List<Cart.Line> lines = new ArrayList<>();
        for (LineBody body : bodies) {
            String at = "lines[" + lines.size() + "]";
            if (body == null) {
                throw ProblemException.field(at, "is missing");
            }
            try {
                lines.add(line(at, body));
            } catch (IllegalArgumentException e) {
                throw ProblemException.field(at, String.valueOf(e.getMessage()));
            }
        }
        return lines;
    }

    private Cart.Line line(String at, LineBody body) {
        int quantity = body.quantity() == null ? 1 : body.quantity();
        Discount discount = body.discount() == null ? null : discount(at + ".discount", body.discount());
        if (body.item() == null && body.barcode() == null) {
            if (body.amount() == null) {
                throw ProblemException.field(at + ".amount", "is missing");
            }
            Amount amount = body.amount().checked(at + ".amount", currency);
            return new Cart.Line(body.name() == null ? "" : body.name(), quantity, amount.minor(), null, discount);
        }
        if (body.name() != null || body.amount() != null) {
            throw ProblemException.field(at, "has an item, or a name and an amount");
        }
        return body.barcode() == null
                ? sold(at, found(at, body.item()), body.grams(), quantity, discount)
                : scanned(at, body.barcode(), body.grams(), quantity, discount);
    }

    private Item found(String at, @Nullable String id) {
        Item item = id == null ? null : floor.item(id);
        if (item == null) {
            throw ProblemException.field(
                    at + ".item", "is not in the catalogue; new items are made in the back office, not at the till");
        }
        return item;
    }

    private Cart.Line scanned(
            String at, String barcode, @Nullable Integer grams, int quantity, @Nullable Discount discount) {
        return switch (floor.scan(barcode)) {
            case ShopFloor.Scan.Found(var item, var price, var inside, var pricedByCode) -> {
                Integer weight = inside == 0 ? grams : Integer.valueOf(inside);
                yield pricedByCode
                        ? Cart.Line.of(item.name(), quantity, new Cart.Sold(item.id(), price, 0, item.tax()), discount)
                        : sold(at, item, weight, quantity, discount);
            }
            case ShopFloor.Scan.Unknown() -> throw ProblemException.field(at + ".barcode", "is not in the catalogue");
            case ShopFloor.Scan.Unreadable() -> throw ProblemException.field(at + ".barcode", "is no code of goods");
        };
    }

    private static Cart.Line sold(
            String at, Item item, @Nullable Integer grams, int quantity, @Nullable Discount discount) {
        if (item.byWeight() != (grams != null && grams > 0)) {
            throw ProblemException.field(at + ".grams", item.byWeight() ? "is missing" : "is for what is weighed");
        }
        int weight = grams == null ? 0 : grams;
        return Cart.Line.of(
                item.name(), quantity, new Cart.Sold(item.id(), item.price(), weight, item.tax()), discount);
    }

    /** One of the catalogue's. */
    Discount discount(String field, String id) {
        Discount discount = floor.catalogue().discount(id);
        if (discount == null) {
            throw ProblemException.field(
                    field, "is not in the catalogue; new discounts are made in the back office, not at the till");
        }
        return discount;
    }
}
