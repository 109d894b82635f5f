package dev.tidegate.till.http;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.till.sale.Identities;
import dev.tidegate.till.store.Cart;
import dev.tidegate.till.store.Carts;
import dev.tidegate.till.store.ShopStore;
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
import org.jspecify.annotations.Nullable;

/** What customers buy. */
@Path("/carts")
@Produces(MediaType.APPLICATION_JSON)
public final class CartsResource {
    /** A cart as it is sent: its lines, all of them. */
    public record CartBody(@Nullable List<@Nullable LineBody> lines) {}

    /**
     * A line as it is sent.
     *
     * @param quantity 1 where it is not said
     * @param amount of the whole line
     */
    public record LineBody(
            @Nullable String name,
            @Nullable Integer quantity,
            @Nullable MoneyView amount) {}

    /** A line as it is told. */
    public record LineView(String name, int quantity, MoneyView amount) {}

    /**
     * A cart as it is told.
     *
     * @param payments that were asked for it, the oldest first
     */
    public record CartView(
            String id, long version, String currency, List<LineView> lines, MoneyView total, List<String> payments) {}

    private final ShopStore shop;
    private final Identities identities;
    private final Currency currency;

    CartsResource(ShopStore shop, Identities identities, Currency currency) {
        this.shop = shop;
        this.identities = identities;
        this.currency = currency;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(@Nullable CartBody body) {
        List<Cart.Line> lines = body == null || body.lines() == null ? List.of() : checked(body.lines());
        Cart cart = shop.carts()
                .add(cart(identities.nextId(), lines), identities.clock().instant());
        return Response.created(URI.create("carts/" + cart.id()))
                .tag(tag(cart))
                .entity(view(cart))
                .build();
    }

    @GET
    @Path("/{id}")
    public Response get(@PathParam("id") String id) {
        Cart cart = shop.carts().cart(idOf(id));
        if (cart == null) {
            throw ProblemException.notFound("cart");
        }
        return Response.ok(view(cart)).tag(tag(cart)).build();
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
        List<Cart.Line> lines = checked(body.lines());
        UUID cartId = idOf(id);
        // The total is checked before anything is written.
        Cart checked = cart(cartId, lines);
        Carts.Change change = shop.carts()
                .replaceLines(
                        cartId,
                        versionOf(ifMatch),
                        checked.lines(),
                        identities.clock().instant());
        return switch (change) {
            case Carts.Change.Done(var cart) ->
                Response.ok(view(cart)).tag(tag(cart)).build();
            case Carts.Change.Outdated ignored ->
                throw ProblemException.of(412, "version_mismatch", "the cart was changed meanwhile", id);
            case Carts.Change.Unknown() -> throw ProblemException.notFound("cart");
        };
    }

    private Cart cart(UUID id, List<Cart.Line> lines) {
        try {
            return new Cart(id, 1, currency, lines);
        } catch (IllegalArgumentException e) {
            throw ProblemException.field("lines", String.valueOf(e.getMessage()));
        }
    }

    private List<Cart.Line> checked(List<@Nullable LineBody> bodies) {
        if (bodies.size() > Cart.LINES_MAX) {
            throw ProblemException.field("lines", "are at most " + Cart.LINES_MAX);
        }
        List<Cart.Line> lines = new ArrayList<>();
        for (LineBody body : bodies) {
            String at = "lines[" + lines.size() + "]";
            if (body == null || body.amount() == null) {
                throw ProblemException.field(at + ".amount", "is missing");
            }
            Amount amount = body.amount().checked(at + ".amount", currency);
            try {
                lines.add(new Cart.Line(
                        body.name() == null ? "" : body.name(),
                        body.quantity() == null ? 1 : body.quantity(),
                        amount.minor()));
            } catch (IllegalArgumentException e) {
                throw ProblemException.field(at, String.valueOf(e.getMessage()));
            }
        }
        return lines;
    }

    private CartView view(Cart cart) {
        List<LineView> lines = cart.lines().stream()
                .map(line -> new LineView(
                        line.name(), line.quantity(), MoneyView.of(new Amount(line.minor(), cart.currency()))))
                .toList();
        List<String> payments = shop.requests().payments(cart.id()).stream()
                .map(Object::toString)
                .toList();
        return new CartView(
                cart.id().toString(),
                cart.version(),
                cart.currency().getCurrencyCode(),
                lines,
                MoneyView.of(cart.total()),
                payments);
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
