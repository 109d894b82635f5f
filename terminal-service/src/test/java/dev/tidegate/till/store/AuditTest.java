package dev.tidegate.till.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.till.fake.Samples;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AuditTest {
    @TempDir
    private Path folder;

    private ShopStore shop;

    @BeforeEach
    void open() {
        shop = ShopStore.open(folder.resolve("shop.db"));
        for (int i = 0; i < 3; i++) {
            shop.audit().add(entry("why " + i));
        }
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void rows_addedOneAfterAnother_areInOrder() {
        assertThat(shop.audit().since(Samples.NOON))
                .extracting(row -> row.entry().why())
                .containsExactly("why 0", "why 1", "why 2");
        assertThat(shop.audit().firstBroken()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"update audit set why = 'x' where number = 2", "delete from audit where number = 2"})
    void row_onceWritten_isNeitherChangedNorTakenAway(String sql) {
        assertThatThrownBy(() -> execute(sql))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("the audit is only added to");
    }

    @ParameterizedTest
    @ValueSource(strings = {"update audit set why = 'x' where number = 2", "delete from audit where number = 2"})
    void row_changedBehindTheDatabasesBack_isFound(String sql) throws SQLException {
        execute("drop trigger audit_is_not_changed");
        execute("drop trigger audit_is_not_cut");
        execute(sql);

        assertThat(shop.audit().firstBroken()).isEqualTo(2);
    }

    @Test
    void switch_put_hasItsRowInTheSameTransaction() {
        Orders.Forced order = new Orders.Forced(true, "Mai", "the line is bad", Samples.NOON);

        shop.orders().force(order, entry("the line is bad"));

        assertThat(shop.orders().forced()).isEqualTo(order);
        assertThat(shop.audit().since(Samples.NOON)).hasSize(4);
    }

    private static Audit.Entry entry(String why) {
        return new Audit.Entry(Samples.NOON, Audit.Act.FORCED_OFFLINE, "Mai", "Ann", "", "", "", why);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("shop.db"));
                Statement statement = connection.createStatement()) {
            int ignored = statement.executeUpdate(sql);
        }
    }
}
