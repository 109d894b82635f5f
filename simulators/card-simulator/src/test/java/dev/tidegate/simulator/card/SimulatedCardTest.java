package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands right and wrong, in order and out of order, and the status words they get. */
final class SimulatedCardTest {
    private static final String SELECT_VISA = "00A4040007A000000003101000";
    private static final String FIRST_VALUES = "000000001234000000000000027600000000000978261122" + "00" + "C0FFEE01";

    @TempDir
    private Path state;

    private SimulatedCard card;
    private Terminal terminal;

    @BeforeEach
    void insert() {
        card = Cards.of(state, "chip-approves");
        terminal = new Terminal(card::answer);
    }

    @ParameterizedTest
    @CsvSource({
        "00A4040007A000000003101000, 9000", // the whole name
        "00A4040007A0000000031010, 9000", // without Le
        "00A4040005A000000003, 9000", // the beginning of it
        "00A4040207A000000003101000, 9000", // next, and nothing before
        "00A4040007A000000004101000, 6A82", // another scheme's
        "00A4040008A00000000310100000, 6A82", // longer than the name
        "00A4000007A000000003101000, 6A86", // not by name
        "00A4040107A000000003101000, 6A86", // last occurrence
        "00A40400, 6700", // no name
        "00A404001131313131313131313131313131313131, 6700" // seventeen bytes are no name
    })
    void select_isAnswered(String command, String status) {
        assertThat(terminal.send(command).status()).isEqualTo(status);
    }

    @Test
    void select_ofTheNextOccurrence_findsNoSecond() {
        terminal.send(SELECT_VISA);

        Response next = terminal.send("00A4040205A00000000300");

        assertThat(next.status()).isEqualTo("6A82");
    }

    @Test
    void select_ofSomethingElse_leavesTheApplicationSelected() {
        terminal.send(SELECT_VISA);
        terminal.send("00A4040007A000000004101000");

        assertThat(terminal.send("80CA9F3600").status()).isEqualTo("9000");
    }

    @Test
    void select_tellsNameLabelAndProcessingList() {
        Response selected = terminal.select();

        assertThat(selected.object(0x84)).asHexString().isEqualTo("A0000000031010");
        assertThat(selected.object(0x50)).asString().isEqualTo("VISA CREDIT");
        assertThat(selected.object(0x9F38)).asHexString().isEqualTo("9F1A02");
    }

    @Test
    void select_ofAMastercard_tellsNoProcessingList() {
        Terminal mastercard = new Terminal(Cards.of(state, "chip-offline")::answer);

        Response selected = mastercard.select();

        assertThat(selected.objects()).doesNotContainKey(0x9F38);
    }

    @Test
    void directory_namesTheOneApplication() {
        terminal.send("00A404000E315041592E5359532E444446303100");

        Response first = terminal.send("00B2010C00");
        Response second = terminal.send("00B2020C00");

        assertThat(first.object(0x4F)).asHexString().isEqualTo("A0000000031010");
        assertThat(first.object(0x87)).asHexString().isEqualTo("01");
        assertThat(second.status()).isEqualTo("6A83");
    }

    @ParameterizedTest
    @CsvSource({
        "00B2010C00, 9000",
        "00B2020C00, 9000",
        "00B2030C00, 6A83", // file 1 has two records
        "00B2000C00, 6A83", // records are counted from one
        "00B2040C00, 6A83",
        "00B2041400, 6A83", // file 2 has three
        "00B2011C00, 6A82", // no file 3
        "00B2010000, 6A86", // no file at all in P2
        "00B2010800, 6A86", // not by number
        "00B201FC00, 6A86" // file 31 is no short identifier
    })
    void readRecord_isAnswered(String command, String status) {
        terminal.start();

        assertThat(terminal.send(command).status()).isEqualTo(status);
    }

    @Test
    void readRecord_beforeProcessingOptions_isOutOfOrder() {
        terminal.select();

        assertThat(terminal.send("00B2010C00").status()).isEqualTo("6985");
    }

    @Test
    void records_holdWhatATerminalNeeds() {
        terminal.ready();

        assertThat(terminal.hex(0x57)).isEqualTo("4761739001010119D3012201000001230F");
        assertThat(terminal.hex(0x5A)).isEqualTo("4761739001010119");
        assertThat(terminal.hex(0x5F24)).isEqualTo("301231");
        assertThat(terminal.hex(0x5F34)).isEqualTo("01");
        assertThat(terminal.hex(0x5F28)).isEqualTo("0276");
        assertThat(terminal.hex(0x9F42)).isEqualTo("0978");
        assertThat(terminal.hex(0x5F30)).isEqualTo("0201");
        assertThat(terminal.hex(0x8F)).isEqualTo("E1");
        assertThat(terminal.hex(0x9F4A)).isEqualTo("82");
        assertThat(terminal.hex(0x82)).isEqualTo("7C00");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x5F20, 0x5F25, 0x8C, 0x8D, 0x8E, 0x90, 0x92, 0x93, 0x9F07, 0x9F08, 0x9F0D, 0x9F0E, 0x9F0F, 0x9F32,
                0x9F46, 0x9F47, 0x9F48, 0x9F49
            })
    void records_holdTag(int tag) {
        terminal.ready();

        assertThat(terminal.has(tag)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "80A8000004830202760 0, 9000",
        "80A8000004830202760000, 6700", // a byte too many
        "80A800000283000 0, 6700", // the list is not empty
        "80A80000058303027600, 6700",
        "80A80000048301027600, 6700", // the template's length is wrong
        "80A80000048402027600, 6A80", // another template
        "80A80000, 6700",
        "80A80100048302027600, 6A86"
    })
    void processingOptions_areAnswered(String command, String status) {
        terminal.select();

        assertThat(terminal.send(command).status()).isEqualTo(status);
    }

    @Test
    void processingOptions_twice_areOutOfOrder() {
        terminal.start();

        assertThat(terminal.send("80A80000048302027600").status()).isEqualTo("6985");
    }

    @Test
    void processingOptions_refused_spendNoCounter() {
        terminal.select();
        terminal.send("80A80000028300");

        assertThat(terminal.send("80CA9F3600").object(0x9F36)).asHexString().isEqualTo("0000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80A80000048302027600",
                "80CA9F3600",
                "80AE800000",
                "008800000401020304",
                "00820000080102030405060708",
                "00B2010C00"
            })
    void command_withNothingSelected_isOutOfOrder(String command) {
        assertThat(terminal.send(command).status()).isEqualTo("6985");
    }

    @ParameterizedTest
    @CsvSource({"80CA9F3600, 9F36020001", "80CA9F1300, 9F13020000", "80CA9F1700, 9F170103"})
    void getData_ofACounter_isGiven(String command, String object) {
        terminal.start();

        assertThat(terminal.send(command).content()).asHexString().isEqualTo(object);
    }

    @Test
    void getData_ofSomethingElse_isNotFound() {
        terminal.start();

        assertThat(terminal.send("80CA9F4F00").status()).isEqualTo("6A88");
    }

    @ParameterizedTest
    @CsvSource({
        "00880000040102030400, 9000",
        "008800000401020304, 9000",
        "0088000003010203, 6700",
        "00880000, 6700",
        "00880100040102030400, 6A86"
    })
    void internalAuthenticate_isAnswered(String command, String status) {
        terminal.start();

        assertThat(terminal.send(command).status()).isEqualTo(status);
    }

    @Test
    void internalAuthenticate_afterTheCryptogram_isOutOfOrder() {
        terminal.ready().generate(0x80, 0x8C);

        assertThat(terminal.send("008800000401020304").status()).isEqualTo("6985");
    }

    @ParameterizedTest
    @CsvSource({
        "80AE80001D, 9000",
        "80AE90001D, 6A86", // this card has no CDA
        "80AEC0001D, 6A86", // no such type
        "80AE81001D, 6A86",
        "80AE80011D, 6A86"
    })
    void generateCryptogram_isAnswered(String header, String status) {
        terminal.start();

        assertThat(terminal.send(header + FIRST_VALUES).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"80AE8000", "80AE800000", "80AE80000100", "80AE80001C" + "00", "80AE80001F" + "00"})
    void generateCryptogram_withTooFewValues_isRefused(String command) {
        terminal.start();

        assertThat(terminal.send(command).status()).isEqualTo("6700");
    }

    @Test
    void generateCryptogram_beforeProcessingOptions_isOutOfOrder() {
        terminal.select();

        assertThat(terminal.send("80AE80001D" + FIRST_VALUES).status()).isEqualTo("6985");
    }

    @Test
    void generateCryptogram_afterADecline_isOutOfOrder() {
        terminal.ready().generate(0x00, 0x8C);

        assertThat(terminal.generate(0x00, 0x8D).status()).isEqualTo("6985");
    }

    @Test
    void generateCryptogram_aThirdTime_isOutOfOrder() {
        terminal.ready().generate(0x80, 0x8C);
        terminal.generate(0x40, 0x8D);

        assertThat(terminal.generate(0x40, 0x8D).status()).isEqualTo("6985");
    }

    @Test
    void generateCryptogram_askingTheIssuerTwice_isOutOfOrder() {
        terminal.ready().generate(0x80, 0x8C);

        assertThat(terminal.generate(0x80, 0x8D).status()).isEqualTo("6985");
    }

    @Test
    void generateCryptogram_secondWithTheFirstList_isRefused() {
        terminal.ready().generate(0x80, 0x8C);

        assertThat(terminal.generate(0x40, 0x8C).status()).isEqualTo("6700");
    }

    @ParameterizedTest
    @CsvSource({
        "008200000801020304050607083030, 6700", // length and content differ
        "008200000701020304050607, 6700",
        "0082000011" + "0102030405060708090A0B0C0D0E0F1011" + ", 6700",
        "00820001080102030405060708, 6A86",
        "00820000080102030405060708, 6300", // no response code in it
        "00820000" + "0A" + "01020304050607083030" + ", 6300"
    })
    void externalAuthenticate_isAnswered(String command, String status) {
        terminal.ready().generate(0x80, 0x8C);

        assertThat(terminal.send(command).status()).isEqualTo(status);
    }

    @Test
    void externalAuthenticate_beforeTheCryptogram_isOutOfOrder() {
        terminal.start();

        assertThat(terminal.send("00820000080102030405060708").status()).isEqualTo("6985");
    }

    @Test
    void externalAuthenticate_twice_isOutOfOrder() {
        terminal.ready().generate(0x80, 0x8C);
        terminal.send("00820000080102030405060708");

        byte[] genuine = Cards.issuer("chip-approves", 1).issuerData(terminal.value(0x9F26), "3030");

        assertThat(terminal.authenticateExternally(genuine).status()).isEqualTo("6985");
    }

    @Test
    void externalAuthenticate_afterADecline_isOutOfOrder() {
        terminal.ready().generate(0x00, 0x8C);

        assertThat(terminal.send("00820000080102030405060708").status()).isEqualTo("6985");
    }

    @ParameterizedTest
    @CsvSource({
        "0020008008241234FFFFFFFFFF, 6984", // VERIFY: there is no PIN
        "0086000008, 6D00",
        "80A4040005A000000003, 6D00",
        "00AE80001D" + FIRST_VALUES + ", 6D00",
        "84160000, 6985", // CARD BLOCK, before an ARQC
        "84AE0000, 6D00",
        "90A4040005A000000003, 6E00",
        "FFCA000000, 6E00"
    })
    void command_ofAnotherKind_isUnknown(String command, String status) {
        terminal.start();

        assertThat(terminal.send(command).status()).isEqualTo(status);
    }

    @Test
    void reset_forgetsTheTransaction() {
        terminal.start();

        card.reset();

        assertThat(terminal.send("00B2010C00").status()).isEqualTo("6985");
        assertThat(terminal.send("80CA9F3600").status()).isEqualTo("6985");
    }

    @Test
    void select_again_beginsANewTransaction() {
        terminal.ready().generate(0x00, 0x8C);

        Terminal again = new Terminal(card::answer).ready();

        assertThat(again.generate(0x80, 0x8C).status()).isEqualTo("9000");
    }

    @Test
    void answerToReset_isThatOfAContactCard() {
        assertThat(card.answerToReset()).asHexString().isEqualTo("3B6500002063CB6800");
    }

    @Test
    void commands_areCounted() {
        terminal.send(SELECT_VISA);
        terminal.send("00");

        assertThat(card.commands()).isEqualTo(2);
    }
}
