package dev.tidegate.storm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.port.Sealer;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class MadeUpSaleTest {
    @Test
    void sale_ofTheSameSeedAndNumber_isTheSame() {
        Sealer.Contents one = MadeUpSale.of(7, 41);
        Sealer.Contents again = MadeUpSale.of(7, 41);

        assertThat(again.payment()).isEqualTo(one.payment());
        assertThat(again.tags()).isEqualTo(one.tags());
        assertThat(again.amount()).isEqualTo(one.amount());
        assertThat(again.soldAt()).isEqualTo(one.soldAt());
    }

    @Test
    void sale_ofAnotherSeed_isAnother() {
        assertThat(MadeUpSale.of(8, 41).tags())
                .isNotEqualTo(MadeUpSale.of(7, 41).tags());
    }

    @Test
    void sales_ofOneStorm_haveTheirOwnNames() {
        Set<Object> names = new HashSet<>();
        for (int number = 65_000; number < 67_000; number++) {
            names.add(MadeUpSale.of(1, number).payment());
        }

        assertThat(names).hasSize(2_000);
    }
}
