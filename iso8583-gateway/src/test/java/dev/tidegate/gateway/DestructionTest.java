package dev.tidegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidegate.core.payment.TillId;
import dev.tidegate.crypto.RecipientKey;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.store.DestructionOrder;
import dev.tidegate.gateway.store.KeyUseRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each clause of the rule by which a recipient key goes. */
final class DestructionTest {
    private static final List<RecipientKey> KEYS = Enrolled.once().keys().recipients();
    private static final RecipientKey OLD = KEYS.get(0);
    private static final RecipientKey NEW = KEYS.get(1);
    private static final Instant END = OLD.notAfter();
    private static final TillId OTHER = TillId.of("11111111-2222-4333-8444-555555555555");

    @Test
    void key_inItsPeriod_stays() {
        assertThat(fate(END.minusMillis(1), till(END, id(NEW), ""))).isEqualTo(new Destruction.NotYet());
    }

    @Test
    void key_thatEveryTillHasLeft_isDue() {
        assertThat(fate(END, till(END, id(NEW), ""))).isInstanceOf(Destruction.Due.class);
    }

    @Test
    void key_ofAGatewayWithoutTills_isDueAtItsEnd() {
        assertThat(fate(END)).isInstanceOf(Destruction.Due.class);
    }

    @Test
    void key_whileATillWasNotHeardSinceItsEnd_stays() {
        assertThat(fate(END.plusSeconds(9), till(END.minusMillis(1), id(NEW), "")))
                .isEqualTo(new Destruction.NotYet());
        assertThat(fate(END.plusSeconds(9), silent())).isEqualTo(new Destruction.NotYet());
    }

    @Test
    void key_whileATillSealsToItOrToOneThatIsNotKnown_stays() {
        assertThat(fate(END.plusSeconds(9), till(END, id(OLD), ""))).isEqualTo(new Destruction.NotYet());
        assertThat(fate(END.plusSeconds(9), till(END, "", ""))).isEqualTo(new Destruction.NotYet());
        assertThat(fate(END.plusSeconds(9), till(END, "ffffffffffffffff", ""))).isEqualTo(new Destruction.NotYet());
    }

    @Test
    void key_thirtyDaysLater_isDueThoughATillIsSilent() {
        Instant later = END.plus(Destruction.GRACE);

        assertThat(fate(later.minusMillis(1), silent())).isEqualTo(new Destruction.NotYet());
        assertThat(fate(later, silent())).isInstanceOf(Destruction.Due.class);
    }

    @Test
    void key_underWhichATillHoldsRecords_staysForEver() {
        Instant much = END.plus(Duration.ofDays(4_000));

        assertThat(fate(much, waiting(id(OLD)))).isEqualTo(new Destruction.HeldUp(List.of(Sales.TILL)));
        assertThat(fate(much, waiting(null)))
                .as("a till that cannot say")
                .isEqualTo(new Destruction.HeldUp(List.of(Sales.TILL)));
        assertThat(fate(END, waiting(id(OLD)))).as("not yet an alert").isEqualTo(new Destruction.NotYet());
    }

    @Test
    void key_ofATillWhoseWaitingRecordsAreUnderANewerOne_isDue() {
        assertThat(fate(END, waiting(id(NEW)))).isInstanceOf(Destruction.Due.class);
    }

    @Test
    void key_ofATillThatWasRevoked_waitsForItOnlyWhileItHoldsRecords() {
        KeyUseRow revoked = new KeyUseRow(OTHER, true, 5, 5, "", "", null);
        KeyUseRow holding = new KeyUseRow(OTHER, true, 5, 9, id(OLD), id(OLD), END);

        assertThat(fate(END, till(END, id(NEW), ""), revoked)).isInstanceOf(Destruction.Due.class);
        assertThat(fate(END.plus(Destruction.GRACE), till(END, id(NEW), ""), holding))
                .isEqualTo(new Destruction.HeldUp(List.of(OTHER)));
    }

    @Test
    void order_ofOnePersonTwice_isNone() {
        DestructionOrder.Custodian ada = new DestructionOrder.Custodian("Ada", "burnt");
        DestructionOrder.Custodian same = new DestructionOrder.Custodian(" ADA ", "seen");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DestructionOrder("0011223344556677", "", ada, same, END, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new DestructionOrder.Custodian("Ada", " "));
    }

    private static Destruction fate(Instant now, KeyUseRow... tills) {
        return Destruction.of(OLD, KEYS, List.of(tills), now);
    }

    private static KeyUseRow till(Instant heardAt, String sealingTo, @Nullable String oldest) {
        return new KeyUseRow(Sales.TILL, false, 7, 7, sealingTo, oldest, heardAt);
    }

    private static KeyUseRow waiting(@Nullable String oldest) {
        return new KeyUseRow(Sales.TILL, false, 7, 9, id(NEW), oldest, END);
    }

    private static KeyUseRow silent() {
        return new KeyUseRow(Sales.TILL, false, 0, 0, "", null, null);
    }

    private static String id(RecipientKey key) {
        return Destruction.idOf(key);
    }
}
