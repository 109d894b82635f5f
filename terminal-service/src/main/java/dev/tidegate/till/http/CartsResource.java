package dev.tidegate.till.http;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.till.catalogue.Discount;
import dev.tidegate.till.floor.ShopFloor;
import dev.tidegate.till.sale.CartAccount;
import dev.tidegate.till.sale.CartDesk;
import dev.tidegate.till.sale.CartDesk.Changed;
import dev.tidegate.till.sale.Identities;
import dev.tidegate.till.store.Cart;
import dev.tidegate.till.store.ShopStore;
import dev.tidegate.till.store.TenderSale;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What customers buy. */
@Path("/carts")
@Produces(MediaType.APPLICATION_JSON)
public final class CartsResource {
    /**
     * A cart as it is sent.
     *
     * @param lines all of them
     * @param discount the id of one that exists; absent where none, or as it was
     * @param tip absent where none, or as it was
     */
    public record CartBody(
            @Nullable List<@Nullable LineBody> lines,
            @Nullable String discount,
            @Nullable MoneyView tip) {}

    /**
     * A line as it is sent: an amount with a name, an item of the catalogue, or what a scanner read.
     *
     * @param quantity 1 where it is not said
     * @param amount of the whole line
     * @param grams of an item that is sold by weight
     * @param discount the id of one that exists; absent where none
     */
    public record LineBody(
            @Nullable String name,
            @Nullable Integer quantity,
            @Nullable MoneyView amount,
            @Nullable String item,
            @Nullable String barcode,
            @Nullable Integer grams,
            @Nullable String discount) {}

    /**
     * A discount that exists, or none any more.
     *
     * @param discount its id; absent to take it off
     * @param line from 0; absent for all of the cart
     */
    public record DiscountBody(
            @Nullable String discount, @Nullable Integer line) {}

    /** A tip; nothing takes it off. */
    public record TipBody(@Nullable MoneyView tip) {}

    private final ShopStore shop;
    private final CartDesk desk;
    private final CartLines lines;
    private final Identities identities;
    private final Currency currency;

    CartsResource(ShopStore shop, CartDesk desk, ShopFloor floor, Identities identities, Currency currency) {
        this.shop = shop;
        this.desk = desk;
        this.lines = new CartLines(floor, currency);
        this.identities = identities;
        this.currency = currency;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(@Nullable CartBody body) {
        UUID id = identities.nextId();
        Cart cart =
                body == null ? new Cart(id, 1, currency, List.of()) : made(new Cart(id, 1, currency, List.of()), body);
        Cart kept = shop.carts().add(cart, identities.clock().instant());
        return Response.created(URI.create("carts/" + kept.id()))
                .tag(tag(kept))
                .entity(view(kept.id()))
                .build();
    }

    @GET
    @Path("/{id}")
    public Response get(@PathParam("id") String id) {
        Cart cart = shop.carts().cart(idOf(id));
        if (cart == null) {
            throw ProblemException.notFound("cart");
        }
        return Response.ok(view(cart.id())).tag(tag(cart)).build();
    }

    /** Puts other lines in the place of all; with {@code If-Match}, only where nobody else has meanwhile. */
    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response change(
            @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch, @Nullable CartBody body) {
        if (body == null || body.lines() == null) {
            throw ProblemException.field("lines", "are missing");
        }
        return changed(id, ifMatch, cart -> made(cart, body));
    }

    /** Adds lines at the end. */
    @POST
    @Path("/{id}/lines")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response addLines(
            @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch, @Nullable CartBody body) {
        if (body == null || body.lines() == null) {
            throw ProblemException.field("lines", "are missing");
        }
        List<Cart.Line> more = lines.checked(body.lines());
        return changed(id, ifMatch, cart -> {
            List<Cart.Line> all = new ArrayList<>(cart.lines());
            all.addAll(more);
            return cart.withLines(all);
        });
    }

    /** Takes a discount that exists off the cart or off one line, in the place of the one before. */
    @POST
    @Path("/{id}/discounts")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response discount(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Nullable DiscountBody body) {
        if (body == null) {
            throw ProblemException.field("discount", "is missing");
        }
        Discount discount = body.discount() == null ? null : lines.discount("discount", body.discount());
        Integer line = body.line();
        return changed(id, ifMatch, cart -> line == null ? cart.withDiscount(discount) : withOff(cart, line, discount));
    }

    private static Cart withOff(Cart cart, int at, @Nullable Discount discount) {
        if (at < 0 || at >= cart.lines().size()) {
            throw ProblemException.field("line", "is counted from 0");
        }
        List<Cart.Line> all = new ArrayList<>(cart.lines());
        Cart.Line line = all.get(at);
        all.set(at, new Cart.Line(line.name(), line.quantity(), line.minor(), line.sold(), discount));
        return cart.withLines(all);
    }

    @POST
    @Path("/{id}/tip")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response tip(
            @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch, @Nullable TipBody body) {
        if (body == null || body.tip() == null) {
            throw ProblemException.field("tip", "is missing");
        }
        Amount tip = body.tip().checked("tip", currency);
        return changed(id, ifMatch, cart -> cart.withTip(tip.minor()));
    }

    /** Nothing is sold of it any more; refused once money is on it. */
    @POST
    @Path("/{id}/void")
    public Response takeBack(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return changed(id, ifMatch, Cart::asVoided);
    }

    private Response changed(String id, @Nullable String ifMatch, UnaryOperator<Cart> change) {
        Changed changed;
        try {
            changed = desk.change(idOf(id), versionOf(ifMatch), change);
        } catch (IllegalArgumentException e) {
            throw ProblemException.field("lines", String.valueOf(e.getMessage()));
        }
        return switch (changed) {
            case Changed.Done(var cart) ->
                Response.ok(view(cart.id())).tag(tag(cart)).build();
            case Changed.Outdated() ->
                throw ProblemException.of(412, "version_mismatch", "the cart was changed meanwhile", id);
            case Changed.Unknown() -> throw ProblemException.notFound("cart");
            case Changed.InPayment() ->
                throw ProblemException.of(409, "cart_in_payment", "a card is being asked for this cart", id);
            case Changed.Closed() ->
                throw ProblemException.of(409, "state_conflict", "the cart has been paid, or was voided", id);
            case Changed.BelowPaid(var paid) ->
                throw ProblemException.of(
                        409, "cart_has_money", paid + " has been paid of this cart, and less would be left of it", id);
        };
    }

    private Cart made(Cart cart, CartBody body) {
        try {
            Cart lined = body.lines() == null ? cart : cart.withLines(lines.checked(body.lines()));
            Cart less =
                    body.discount() == null ? lined : lined.withDiscount(lines.discount("discount", body.discount()));
            return body.tip() == null
                    ? less
                    : less.withTip(body.tip().checked("tip", currency).minor());
        } catch (IllegalArgumentException e) {
            throw ProblemException.field("lines", String.valueOf(e.getMessage()));
        }
    }

    private CartView view(UUID id) {
        CartAccount account = desk.account(id);
        if (account == null) {
            throw ProblemException.notFound("cart");
        }
        List<String> payments = new ArrayList<>();
        shop.requests().payments(id).forEach(payment -> payments.add(payment.toString()));
        for (TenderSale sale : shop.tenders().ofCart(id)) {
            payments.add(sale.payment().toString());
        }
        return CartView.of(account, payments);
    }

    private static EntityTag tag(Cart cart) {
        return new EntityTag(Long.toString(cart.version()));
    }

    private static @Nullable Long versionOf(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return null;
        }
        if (!ifMatch.matches("\"[0-9]{1,18}\"")) {
            throw ProblemException.of(412, "version_mismatch", "If-Match is an ETag of this cart");
        }
        return Long.parseLong(ifMatch.substring(1, ifMatch.length() - 1));
    }

    static UUID idOf(String id) {
        try {
            if (id.length() == 36) {
                return UUID.fromString(id);
            }
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("cart");
        }
        throw ProblemException.notFound("cart");
    }
}
