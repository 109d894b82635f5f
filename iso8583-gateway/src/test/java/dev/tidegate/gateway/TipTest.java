package dev.tidegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.store.AdjustmentRow;
import dev.tidegate.gateway.store.AdjustmentRow.Verdict;
import dev.tidegate.gateway.store.Database;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On SQLite; and a shop of a kind that the acquirer lets take no tip. */
class TipTest extends TipContract {
    @Override
    Database database(Path folder) {
        return new Database("jdbc:sqlite:" + folder.resolve("tips.db"), "", "");
    }

    @Test
    void tip_inAShopOfAnotherKind_changesNothing(@TempDir Path grocer) {
        try (IntakeRig rig = new IntakeRig(grocer)) {
            PaymentId id = rig.till.newId();

            var ignored = rig.upload(
                    rig.till.stored(id, StoredKind.DEFERRED_AUTHORISATION),
                    rig.till.adjusted(id, Sales.AMOUNT.plus(Amount.of(1, "EUR"))));

            List<AdjustmentRow> rows =
                    rig.store.read(tables -> tables.adjustments().of(id));
            assertThat(rows).extracting(AdjustmentRow::verdict).containsExactly(Verdict.NOT_AGREED);
            assertThat(rig.payment(id).sold().amount()).isEqualTo(Sales.AMOUNT);
        }
    }
}
