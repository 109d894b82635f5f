package dev.tidegate.simulator.acquirer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.simulator.acquirer.issuer.CardCryptogram;
import dev.tidegate.simulator.acquirer.issuer.Messages;
import dev.tidegate.simulator.acquirer.issuer.TestCard;
import dev.tidegate.simulator.acquirer.wire.Dialect;
import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import dev.tidegate.simulator.acquirer.wire.Mti;
import dev.tidegate.simulator.acquirer.wire.TlvSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestCheckTest {
    private static final IsoMessage SALE = Messages.sale();

    @Test
    void codeFor_wellFormed_isApproved() {
        assertThat(codeFor(SALE)).isEqualTo("00");
        assertThat(codeFor(Messages.repeated(SALE))).isEqualTo("00");
        assertThat(codeFor(Messages.advice())).isEqualTo("00");
        assertThat(codeFor(Messages.reversal(SALE, "000003"))).isEqualTo("00");
        assertThat(codeFor(Messages.echo())).isEqualTo("00");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 7, 11, 12, 13, 22, 25, 37, 41, 42, 49, 55})
    void codeFor_saleWithoutAField_isFormatError(int missing) {
        assertThat(codeFor(SALE.without(missing))).isEqualTo("30");
    }

    @Test
    void codeFor_adviceWithoutItsCode_isFormatError() {
        assertThat(codeFor(Messages.advice().without(39))).isEqualTo("30");
    }

    @ParameterizedTest
    @CsvSource({
        "3, 090000, 12",
        "4, 000000000000, 13",
        "4, 000000001235, 13",
        "7, 1322123000, 30",
        "7, 1122243000, 30",
        "12, 236000, 30",
        "13, 0001, 30",
        "13, 0132, 30",
        "14, 3013, 30",
        "23, 101, 30",
        "39, 05, 30",
        "49, 840, 30",
        "55, 9C02, 30",
        "55, 9C0100, 30"
    })
    void codeFor_saleWithASpoiledField_namesTheFault(int field, String value, String code) {
        assertThat(codeFor(SALE.with(field, value))).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"5F2A, 0840, 30", "9F02, 000000001235, 13", "5F34, 02, 30", "5F34, 0A, 30", "5F34, 0101, 30"})
    void codeFor_chipSaysOtherThanTheMessage_namesTheFault(String tag, String value, String code) {
        Map<String, String> tags = TestCard.APPROVES.tags(1234, 1, CardCryptogram.ARQC, Map.of(tag, value));
        IsoMessage message = SALE.with(55, new TlvSet(new LinkedHashMap<>(tags)).toHex());

        assertThat(codeFor(message)).isEqualTo(code);
    }

    @Test
    void codeFor_chipAgreesOnTheSequence_isApproved() {
        Map<String, String> tags = TestCard.APPROVES.tags(1234, 1, CardCryptogram.ARQC, Map.of("5F34", "01"));
        IsoMessage message = SALE.with(55, new TlvSet(new LinkedHashMap<>(tags)).toHex());

        assertThat(codeFor(message)).isEqualTo("00");
        assertThat(codeFor(message.without(23))).isEqualTo("00");
    }

    @ParameterizedTest
    @CsvSource({"051, 30", "071, 30", "901, 30", "801, 30", "011, 00"})
    void codeFor_noChipData_isTakenOnlyWithoutAChip(String entryMode, String code) {
        assertThat(codeFor(SALE.without(55).with(22, entryMode))).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"901, 00", "801, 00"})
    void codeFor_aStripeWithItsTrack_isTaken(String entryMode, String code) {
        IsoMessage stripe = SALE.without(55).with(22, entryMode);
        String track = stripe.text(2) + "D30121010000000000000";

        assertThat(codeFor(stripe.with(35, track))).isEqualTo(code);
        assertThat(codeFor(stripe.with(35, "9" + track))).isEqualTo("30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0600", "0700", "0920"})
    void codeFor_typeNotServed_isInvalidTransaction(String mti) {
        assertThat(codeFor(new IsoMessage(new Mti(mti), SALE.fields()))).isEqualTo("12");
    }

    @Test
    void codeFor_unknownNetworkFunction_isNotServed() {
        assertThat(codeFor(Messages.echo().with(70, "161"))).isEqualTo("40");
    }

    @Test
    void codeFor_reversalOfSomethingElse_isFormatError() {
        IsoMessage reversal = Messages.reversal(SALE, "000003");
        String original = reversal.text(90);

        assertThat(codeFor(reversal.with(90, "0800" + original.substring(4)))).isEqualTo("30");
        assertThat(codeFor(reversal.with(90, original.substring(0, 41) + "1"))).isEqualTo("30");
    }

    private static String codeFor(IsoMessage message) {
        return new RequestCheck(Dialect.ISO87_GENERIC).fault(message).code().text(message.mti());
    }
}
