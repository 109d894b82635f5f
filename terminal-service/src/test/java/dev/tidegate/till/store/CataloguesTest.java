package dev.tidegate.till.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.till.catalogue.Catalogue;
import dev.tidegate.till.catalogue.Discount;
import dev.tidegate.till.catalogue.Item;
import dev.tidegate.till.catalogue.TaxRate;
import dev.tidegate.till.fake.Samples;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CataloguesTest {
    private static final TaxRate TAX = new TaxRate("full", "VAT 19 %", 1_900);
    private static final Item TEA = new Item("tea", "Tea", "Drinks", 320, false, TAX, List.of("96385074"));
    private static final Discount STAFF = new Discount("staff", "Staff", Discount.Scope.CART, 2_500, 0);
    private static final Catalogue CATALOGUE =
            new Catalogue("v1", Samples.NOON, List.of(TEA), List.of(TAX), List.of(STAFF));

    @TempDir
    private Path folder;

    @Test
    void catalogue_kept_isThereAfterARestart() {
        try (ShopStore store = open()) {
            store.catalogues().keep(CATALOGUE);
        }

        try (ShopStore store = open()) {
            assertThat(store.catalogues().kept()).isEqualTo(CATALOGUE);
        }
    }

    @Test
    void catalogue_another_replacesAllOfIt() {
        Catalogue empty = new Catalogue("v2", Samples.NOON, List.of(), List.of(), List.of());
        try (ShopStore store = open()) {
            store.catalogues().keep(CATALOGUE);

            store.catalogues().keep(empty);

            assertThat(store.catalogues().kept()).isEqualTo(empty);
        }
    }

    @Test
    void cart_withAllThatItCanHave_comesBackAsItWas() {
        Discount cup = new Discount("cup", "Own cup", Discount.Scope.LINE, 0, 30);
        Cart cart = new Cart(
                UUID.randomUUID(),
                1,
                Currency.getInstance("EUR"),
                List.of(
                        Cart.Line.of("Tea", 2, new Cart.Sold("tea", 320, 0, TAX), cup),
                        Cart.Line.of("Apples", 1, new Cart.Sold("apples", 299, 750, TAX), null)),
                STAFF,
                150,
                true);
        try (ShopStore store = open()) {
            Cart kept = store.carts().add(cart, Samples.NOON);

            assertThat(store.carts().cart(kept.id())).isEqualTo(cart);
        }
    }

    @Test
    void cart_fromBeforeThereWasACatalogue_isStillThere() throws SQLException {
        Path file = folder.resolve("shop.db");
        var ignored = Flyway.configure()
                .dataSource(SqliteFile.source(file))
                .locations("classpath:db/shop")
                .target("1")
                .load()
                .migrate();
        UUID id = UUID.randomUUID();
        try (Connection connection = SqliteFile.source(file).getConnection();
                Statement statement = connection.createStatement()) {
            int rows = statement.executeUpdate("insert into cart values ('" + id + "', 3, 'EUR', 0)");
            rows += statement.executeUpdate("insert into cart_line values ('" + id + "', 0, 'Tea', 2, 640)");
            assertThat(rows).isEqualTo(2);
        }

        try (ShopStore store = open()) {
            assertThat(store.carts().cart(id))
                    .isEqualTo(new Cart(id, 3, Currency.getInstance("EUR"), List.of(new Cart.Line("Tea", 2, 640))));
        }
    }

    private ShopStore open() {
        return ShopStore.open(folder.resolve("shop.db"));
    }
}
