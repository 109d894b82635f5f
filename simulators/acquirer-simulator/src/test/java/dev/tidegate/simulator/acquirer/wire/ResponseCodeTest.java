package dev.tidegate.simulator.acquirer.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ResponseCodeTest {
    @ParameterizedTest
    @EnumSource
    void text_everyCode_fitsDe39OfBothVersions(ResponseCode code) {
        assertThat(FieldTable.PACKED_1987.row(39).orElseThrow().accepts(code.text(new Mti("0210"))))
                .isTrue();
        assertThat(FieldTable.PACKED_1993.row(39).orElseThrow().accepts(code.text(new Mti("1210"))))
                .isTrue();
        assertThat(code.name()).matches(ResponseCode.NAMES);
        assertThat(ResponseCode.named(code.name())).contains(code);
    }

    @ParameterizedTest
    @CsvSource({"00, true", "000, true", "10, true", "002, true", "400, false", "05, false", "100, false", "95, false"})
    void isApproval_code_movesMoneyOrNot(String code, boolean approval) {
        assertThat(ResponseCode.isApproval(code)).isEqualTo(approval);
    }

    @Test
    void named_noCode_isEmpty() {
        assertThat(ResponseCode.named("NO_IDEA")).isEmpty();
    }
}
