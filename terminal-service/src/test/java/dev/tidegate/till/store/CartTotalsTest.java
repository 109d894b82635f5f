package dev.tidegate.till.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.till.catalogue.Discount;
import dev.tidegate.till.catalogue.Rounding;
import dev.tidegate.till.catalogue.TaxRate;
import dev.tidegate.till.store.CartTotals.Taxed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CartTotalsTest {
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final TaxRate FULL = new TaxRate("full", "VAT", 1_900);
    private static final TaxRate REDUCED = new TaxRate("reduced", "VAT", 700);

    @Test
    void totals_ofOneLine_containItsTax() {
        Cart cart = cart(List.of(Cart.Line.of("Tea", 2, new Cart.Sold("tea", 595, 0, FULL), null)), null, 0);

        assertThat(cart.totals()).isEqualTo(new CartTotals(1_190, 0, 0, List.of(new Taxed(FULL, 1_190, 190))));
    }

    @Test
    void line_weighed_roundsHalfAMinorUnitUp() {
        Cart.Line line = Cart.Line.of("Apples", 1, new Cart.Sold("apples", 299, 500, REDUCED), null);

        assertThat(line.minor()).isEqualTo(150);
    }

    @Test
    void totals_withADiscount_shareItOutAmongTheRates() {
        Cart cart = cart(
                List.of(
                        Cart.Line.of("Tea", 1, new Cart.Sold("tea", 1_000, 0, FULL), null),
                        Cart.Line.of("Rye", 1, new Cart.Sold("rye", 500, 0, REDUCED), null)),
                new Discount("five", "Five off", Discount.Scope.CART, 0, 500),
                100);

        assertThat(cart.totals().taxes()).extracting(Taxed::gross).containsExactly(667L, 333L);
        assertThat(cart.total().minor()).isEqualTo(1_100);
    }

    @Test
    void totals_ofSampleCarts_areThoseOfAnotherProgram() throws IOException {
        JsonNode samples =
                new ObjectMapper().readTree(Objects.requireNonNull(getClass().getResource("/cart-totals.json")));

        for (JsonNode sample : samples.path("carts")) {
            CartTotals totals = of(sample, samples.path("rates")).totals();

            JsonNode told = sample.path("told");
            assertThat(totals.goods())
                    .as(sample.toString())
                    .isEqualTo(told.path("goods").asLong());
            assertThat(totals.off())
                    .as(sample.toString())
                    .isEqualTo(told.path("off").asLong());
            assertThat(totals.total())
                    .as(sample.toString())
                    .isEqualTo(told.path("total").asLong());
            assertThat(totals.taxes().stream().map(Taxed::tax).toList())
                    .as(sample.toString())
                    .isEqualTo(told.path("taxes").findValues("tax").stream()
                            .map(JsonNode::asLong)
                            .toList());
        }
    }

    @Test
    void totals_ofAnyCart_areTheSumOfTheirParts() {
        Random chance = new Random(20_261_123);
        for (int round = 0; round < 3_000; round++) {
            Cart cart = any(chance);

            CartTotals totals = cart.totals();

            long parts = totals.taxes().stream().mapToLong(Taxed::gross).sum();
            assertThat(parts + totals.tip()).as("round %s: %s", round, cart).isEqualTo(totals.total());
            assertThat(totals.taxes()).as("round %s: %s", round, cart).allSatisfy(taxed -> {
                assertThat(taxed.gross()).isNotNegative();
                assertThat(taxed.tax()).isBetween(0L, taxed.gross());
            });
        }
    }

    @Test
    void apportion_anyAmount_isWholeAndNoPartIsMoreThanItsWeight() {
        Random chance = new Random(20_261_123);
        for (int round = 0; round < 3_000; round++) {
            List<Long> weights = chance.longs(1 + chance.nextInt(8), 0, 1_000_000_000_000L)
                    .boxed()
                    .toList();
            long sum = weights.stream().mapToLong(Long::longValue).sum();
            long amount = sum == 0 ? 0 : chance.nextLong(sum + 1);

            List<Long> parts = Rounding.apportion(amount, weights);

            assertThat(parts.stream().mapToLong(Long::longValue).sum())
                    .as("round %s", round)
                    .isEqualTo(amount);
            for (int i = 0; i < parts.size(); i++) {
                assertThat(parts.get(i)).as("round %s", round).isBetween(0L, weights.get(i));
            }
        }
    }

    private static Cart any(Random chance) {
        List<Cart.Line> lines = new ArrayList<>();
        int count = 1 + chance.nextInt(12);
        for (int i = 0; i < count; i++) {
            boolean weighed = chance.nextInt(3) == 0;
            TaxRate tax = new TaxRate("t" + chance.nextInt(4), "Tax", chance.nextInt(3_000));
            Cart.Sold sold =
                    new Cart.Sold("item", chance.nextLong(100_000), weighed ? 1 + chance.nextInt(50_000) : 0, tax);
            Discount discount = chance.nextBoolean() ? null : discount(chance, Discount.Scope.LINE);
            lines.add(
                    chance.nextInt(5) == 0
                            ? new Cart.Line("Typed", 1, chance.nextLong(100_000), null, discount)
                            : Cart.Line.of("Item", weighed ? 1 : 1 + chance.nextInt(99), sold, discount));
        }
        return cart(lines, chance.nextBoolean() ? null : discount(chance, Discount.Scope.CART), chance.nextInt(5_000));
    }

    private static Discount discount(Random chance, Discount.Scope scope) {
        boolean percent = chance.nextBoolean();
        return new Discount(
                "off",
                "Off",
                scope,
                percent ? 1 + chance.nextInt(10_000) : 0,
                percent ? 0 : 1 + chance.nextLong(9_999));
    }

    private static Cart of(JsonNode sample, JsonNode rates) {
        List<Cart.Line> lines = new ArrayList<>();
        for (JsonNode line : sample.path("lines")) {
            long unit = line.path("unit").asLong();
            int quantity = line.path("quantity").asInt();
            Discount discount = discount(line, Discount.Scope.LINE);
            if (line.has("rate")) {
                JsonNode rate = rates.path(line.path("rate").asInt());
                TaxRate tax =
                        new TaxRate(rate.path(0).asText(), "Tax", rate.path(1).asInt());
                Cart.Sold sold = new Cart.Sold("item", unit, line.path("grams").asInt(), tax);
                lines.add(Cart.Line.of("Item", quantity, sold, discount));
            } else {
                long gross = line.has("grams")
                        ? Rounding.share(unit, line.path("grams").asLong(), 1_000)
                        : unit * quantity;
                lines.add(new Cart.Line("Typed", quantity, gross, null, discount));
            }
        }
        return cart(
                lines, discount(sample, Discount.Scope.CART), sample.path("tip").asLong());
    }

    private static @Nullable Discount discount(JsonNode of, Discount.Scope scope) {
        return of.has("points") || of.has("off")
                ? new Discount(
                        "off",
                        "Off",
                        scope,
                        of.path("points").asInt(),
                        of.path("off").asLong())
                : null;
    }

    private static Cart cart(List<Cart.Line> lines, @Nullable Discount discount, long tip) {
        return new Cart(UUID.randomUUID(), 1, EUR, lines, discount, tip, false);
    }
}
