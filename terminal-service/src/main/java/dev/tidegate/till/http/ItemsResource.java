package dev.tidegate.till.http;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.till.catalogue.Catalogue;
import dev.tidegate.till.catalogue.CatalogueSource;
import dev.tidegate.till.catalogue.Discount;
import dev.tidegate.till.floor.ShopFloor;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the shop sells, from the catalogue that the till has; nothing of it is made here. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ItemsResource {
    private static final int QUERY_LENGTH_MAX = 100;

    /**
     * Items that were found.
     *
     * @param price of what was scanned, where it is inside the code: of all that is in the bag; absent otherwise
     * @param grams of what was scanned, where they are inside the code; absent otherwise
     */
    public record ItemList(
            List<ItemView> items,
            @Nullable MoneyView price,
            @Nullable Integer grams) {}

    /**
     * A discount that exists.
     *
     * @param scope line or cart
     * @param basisPoints absent where it is an amount
     * @param amount absent where it is a percentage
     */
    public record DiscountView(
            String id,
            String name,
            String scope,
            @Nullable Integer basisPoints,
            @Nullable MoneyView amount) {}

    /**
     * The catalogue at one glance.
     *
     * @param version another one where anything has changed
     * @param asOf its age: when its source was last changed; absent where there is none
     * @param faults of the source, which is not used until they are mended
     * @param tips percentages that are offered
     * @param otherTenders what is taken beside cards and cash, in the shop's words
     */
    public record CatalogueView(
            String version,
            @Nullable Instant asOf,
            int items,
            List<String> categories,
            List<DiscountView> discounts,
            List<Integer> tips,
            List<String> otherTenders,
            List<String> faults) {}

    private final ShopFloor floor;
    private final Currency currency;

    ItemsResource(ShopFloor floor, Currency currency) {
        this.floor = floor;
        this.currency = currency;
    }

    @GET
    @Path("catalogue")
    public CatalogueView catalogue() {
        Catalogue catalogue = floor.catalogue();
        return new CatalogueView(
                catalogue.version(),
                floor.keeper().asOf(),
                catalogue.items().size(),
                catalogue.categories(),
                catalogue.discounts().stream().map(this::view).toList(),
                floor.settings().tips(),
                floor.settings().otherTenders(),
                floor.keeper().standing().faults().stream()
                        .map(CatalogueSource.Fault::toString)
                        .toList());
    }

    /** The item of a barcode, or those that have these words and are of this category. */
    @GET
    @Path("items")
    public ItemList items(
            @QueryParam("barcode") @Nullable String barcode,
            @QueryParam("q") @Nullable String words,
            @QueryParam("category") @Nullable String category) {
        if (barcode != null) {
            return scanned(barcode);
        }
        String wanted = words == null ? "" : words;
        if (wanted.length() > QUERY_LENGTH_MAX) {
            throw ProblemException.of(400, "invalid_request", "q has at most " + QUERY_LENGTH_MAX + " characters");
        }
        return new ItemList(
                floor.catalogue().find(wanted, category == null ? "" : category).stream()
                        .map(item -> ItemView.of(item, currency))
                        .toList(),
                null,
                null);
    }

    private ItemList scanned(String barcode) {
        return switch (floor.scan(barcode)) {
            case ShopFloor.Scan.Found(var item, var price, var grams, var pricedByCode) ->
                new ItemList(
                        List.of(ItemView.of(item, currency)),
                        pricedByCode ? MoneyView.of(new Amount(price, currency)) : null,
                        grams == 0 ? null : grams);
            case ShopFloor.Scan.Unknown() ->
                throw ProblemException.of(404, "unknown_barcode", "the catalogue has no item with this code");
            case ShopFloor.Scan.Unreadable() ->
                throw ProblemException.of(422, "unreadable_barcode", "no EAN-13, EAN-8 or UPC-A, or it was read wrong");
        };
    }

    /** Refused: items are made in the back office. */
    @POST
    @Path("items")
    public Response newItem() {
        return elsewhere("items");
    }

    /** Refused: discounts are made in the back office. */
    @POST
    @Path("discounts")
    public Response newDiscount() {
        return elsewhere("discounts");
    }

    private static Response elsewhere(String what) {
        Problem problem = Problem.of(
                403, "made_in_back_office", "new " + what + " are made in the back office, not at the till", null);
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }

    private DiscountView view(Discount discount) {
        boolean percent = discount.basisPoints() > 0;
        return new DiscountView(
                discount.id(),
                discount.name(),
                switch (discount.scope()) {
                    case LINE -> "line";
                    case CART -> "cart";
                },
                percent ? discount.basisPoints() : null,
                percent ? null : MoneyView.of(new Amount(discount.minor(), currency)));
    }
}
