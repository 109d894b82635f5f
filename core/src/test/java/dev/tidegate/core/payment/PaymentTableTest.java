package dev.tidegate.core.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class PaymentTableTest {
    private final PaymentTable table = new PaymentTable(2);

    @Test
    void find_notThere_isAbsent() {
        assertThat(table.find(Sales.id())).isEqualTo(PaymentTable.ABSENT);
    }

    @Test
    void put_twice_isOne() {
        PaymentId id = Sales.id();
        table.set(table.put(id), 1, 7);

        assertThat(table.get(table.put(id), 1)).isEqualTo(7);
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void put_aNewOne_hasZeros() {
        PaymentId id = Sales.id();
        table.set(table.put(id), 0, 7);
        table.remove(table.find(id));

        assertThat(table.get(table.put(id), 0)).isZero();
    }

    @Test
    void put_moreThanTheMemoryGiven_isRefusedByName_andTheRestStays() {
        // Rows of 32 bytes, at the worst 15 of them for 8 payments.
        PaymentTable small = new PaymentTable(2, 42 * 60);
        PaymentId first = Sales.id();
        small.set(small.put(first), 0, 7);
        for (int n = 2; n <= 42; n++) {
            assertThat(small.hasRoom()).isTrue();
            assertThat(small.put(Sales.id())).isNotNegative();
        }

        assertThat(small.hasRoom()).isFalse();
        assertThatThrownBy(() -> small.put(Sales.id()))
                .isInstanceOf(TooManyPaymentsException.class)
                .hasMessageContaining("more than 42 payments")
                .hasMessageContaining("(-Xmx)");
        assertThat(small.get(small.put(first), 0)).isEqualTo(7);
        assertThat(small.size()).isEqualTo(42);
        assertThat(small.get(small.find(first), 0)).isEqualTo(7);
        small.remove(small.find(first));
        assertThat(small.hasRoom()).isTrue();
    }

    @Test
    void get_aColumnThatIsNotThere_isRefused() {
        int row = table.put(Sales.id());

        assertThatThrownBy(() -> table.get(row, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void table_idsThatDifferInOneBit_areApart() {
        for (int bit = 0; bit < 60; bit++) {
            table.set(table.put(new PaymentId(new UUID(0x7000L, 0x8000_0000_0000_0000L | 1L << bit))), 0, bit);
        }

        for (int bit = 0; bit < 60; bit++) {
            int row = table.find(new PaymentId(new UUID(0x7000L, 0x8000_0000_0000_0000L | 1L << bit)));
            assertThat(table.get(row, 0)).isEqualTo(bit);
        }
    }

    @Test
    void table_anyComingAndGoing_isAMap() {
        Random chance = new Random(4);
        Map<PaymentId, Long> map = new HashMap<>();
        PaymentId[] ids = new PaymentId[3_000];
        Arrays.setAll(ids, i -> Sales.id());
        for (long i = 0; i < 60_000; i++) {
            PaymentId id = ids[chance.nextInt(ids.length)];
            if (chance.nextInt(5) < 3) {
                map.put(id, i);
                table.set(table.put(id), 1, i);
            } else if (map.remove(id) != null) {
                table.remove(table.find(id));
            }
            assertThat(table.size()).isEqualTo(map.size());
        }

        for (PaymentId id : ids) {
            int row = table.find(id);
            assertThat(row != PaymentTable.ABSENT).isEqualTo(map.containsKey(id));
            assertThat(row == PaymentTable.ABSENT ? null : table.get(row, 1)).isEqualTo(map.get(id));
        }
        assertThat(table.column(1)).containsExactlyInAnyOrder(toArray(map));
    }

    private static long[] toArray(Map<PaymentId, Long> map) {
        return map.values().stream().mapToLong(Long::longValue).toArray();
    }
}
