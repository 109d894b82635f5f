package dev.tidegate.simulator.acquirer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.simulator.acquirer.issuer.Messages;
import dev.tidegate.simulator.acquirer.wire.Dialect;
import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import dev.tidegate.simulator.acquirer.wire.ResponseCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which field a message of 1993 is faulted for. */
final class MessageRulesTest {
    private static final RequestCheck CHECK = new RequestCheck(Dialect.ELAVON_LIKE);
    private static final IsoMessage REVERSAL = Messages1993.reversal(Messages1993.sale(), "000003");

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 11, 12, 22, 24, 37, 41, 42, 49, 55})
    void sale_withoutAField_isFaultedForIt(int missing) {
        assertThat(CHECK.fault(Messages1993.sale().without(missing))).isEqualTo(Fault.format(missing));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 11, 12, 24, 25, 41, 56})
    void reversal_withoutAField_isFaultedForIt(int missing) {
        assertThat(CHECK.fault(REVERSAL.without(missing))).isEqualTo(Fault.format(missing));
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 12, 24, 28, 29, 41})
    void close_withoutAField_isFaultedForIt(int missing) {
        IsoMessage close = Messages1993.close("000010", "001", 1, 1);

        assertThat(CHECK.fault(close.without(missing))).isEqualTo(Fault.format(missing));
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 12, 24})
    void network_withoutAField_isFaultedForIt(int missing) {
        IsoMessage echo = Messages1993.network("1804", "831");

        assertThat(CHECK.fault(echo.without(missing))).isEqualTo(Fault.format(missing));
    }

    @ParameterizedTest
    @CsvSource({"1100, 200", "1200, 100", "1200, 831"})
    void function_ofAnotherClass_isFaulted(String mti, String function) {
        IsoMessage message =
                IsoMessage.of(mti, Messages1993.sale().with(24, function).fields());

        assertThat(CHECK.fault(message)).isEqualTo(Fault.format(24));
    }

    @ParameterizedTest
    @CsvSource({
        "1200000001261122133000, true",
        "120000000126112213300005, true",
        "12000000012611221330001140000000001, true",
        "1800000001261122133000, false",
        "1200000001261322133000, false",
        "120000000126112213300, false"
    })
    void original_inDe56_mustBeOne(String original, boolean good) {
        assertThat(CHECK.fault(REVERSAL.with(56, original)).isNone()).isEqualTo(good);
    }

    @Test
    void amount_zero_isNoFormatError() {
        assertThat(CHECK.fault(Messages1993.sale().with(4, "000000000000")))
                .isEqualTo(new Fault(ResponseCode.INVALID_AMOUNT, 4));
    }

    @ParameterizedTest
    @CsvSource({
        "5812, 000000001234, true",
        "5812, 000000001542, true",
        "5812, 000000001543, false",
        "5812, 000000001233, false",
        "5411, 000000001235, false"
    })
    void amount_aboveWhatTheCardSigned_isATipOfARestaurant(String category, String amount, boolean good) {
        IsoMessage sale = Messages1993.sale().with(18, category);

        assertThat(ChipCheck.fault(sale.with(4, amount)).isNone()).isEqualTo(good);
    }

    @Test
    void request_thatBringsItsAnswer_isFaulted() {
        assertThat(CHECK.fault(Messages1993.sale().with(39, "000"))).isEqualTo(Fault.format(39));
        assertThat(new RequestCheck(Dialect.ISO87_GENERIC).fault(Messages.sale().with(39, "00")))
                .isEqualTo(Fault.format(39));
    }

    @Test
    void advice_ofAnotherAnswer_isFaulted() {
        assertThat(CHECK.fault(Messages1993.advice().with(39, "100"))).isEqualTo(Fault.format(39));
    }

    @Test
    void upload_wellFormed_hasNoFault() {
        IsoMessage item = IsoMessage.of(
                "1320", Messages1993.sale().without(55).with(24, "300").fields());

        assertThat(CHECK.fault(item)).isEqualTo(Fault.NONE);
    }
}
