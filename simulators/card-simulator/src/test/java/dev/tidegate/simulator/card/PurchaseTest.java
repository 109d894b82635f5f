package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole purchases, every cryptogram computed a second time by {@link ReferenceIssuer}. */
final class PurchaseTest {
    private static final int FIRST_LIST = 0x8C;
    private static final int SECOND_LIST = 0x8D;

    @TempDir
    private Path state;

    @ParameterizedTest
    @CsvSource({
        // card, P1 asked, CID given: 00 AAC, 80 ARQC, 40 TC
        "chip-approves, 0, 00",
        "chip-approves, 128, 80",
        "chip-approves, 64, 80",
        "chip-declined, 0, 00",
        "chip-declined, 128, 80",
        "chip-declined, 64, 80",
        "chip-offline, 0, 00",
        "chip-offline, 128, 80",
        "chip-offline, 64, 40",
        "chip-refuses, 0, 00",
        "chip-refuses, 128, 00",
        "chip-refuses, 64, 00"
    })
    void firstCryptogram_ofEachCard_isOfItsTypeAndRight(String name, int asked, String given) {
        Terminal terminal = terminal(name);

        terminal.generate(asked, FIRST_LIST);

        assertThat(terminal.hex(0x9F27)).isEqualTo(given);
        assertThat(terminal.value(0x9F26)).isEqualTo(Cards.issuer(name, 1).cryptogram(terminal));
    }

    @ParameterizedTest
    @CsvSource({
        // card, 8A, P1 asked, CID given, CVR's first byte
        "chip-approves, 3030, 64, 40, 60",
        "chip-approves, 3035, 0, 00, 20",
        "chip-approves, 5933, 64, 00, 21",
        "chip-approves, 5A33, 0, 00, 21",
        "chip-declined, 3531, 0, 00, 20",
        "chip-offline, 3030, 64, 40, 60",
        "chip-offline, 3035, 0, 00, 20",
        "chip-offline, 5933, 64, 40, 61",
        "chip-offline, 5A33, 0, 00, 21"
    })
    void secondCryptogram_withoutIssuerAuthentication_isOfItsTypeAndRight(
            String name, String responseCode, int asked, String given, String results) {
        Terminal terminal = terminal(name);
        terminal.generate(0x80, FIRST_LIST);
        terminal.set(0x8A, responseCode);

        terminal.generate(asked, SECOND_LIST);

        assertThat(terminal.hex(0x9F27)).isEqualTo(given);
        assertThat(terminal.hex(0x9F10)).isEqualTo("06011203" + results + "0000");
        assertThat(terminal.value(0x9F26)).isEqualTo(Cards.issuer(name, 1).cryptogram(terminal));
    }

    @ParameterizedTest
    @CsvSource({"chip-approves", "chip-offline"})
    void onlinePurchase_answeredByTheIssuer_isApproved(String name) {
        Terminal terminal = terminal(name);
        ReferenceIssuer issuer = Cards.issuer(name, 1);
        terminal.generate(0x80, FIRST_LIST);
        byte[] issuerData = issuer.issuerData(terminal.value(0x9F26), "3030");

        Response authenticated = terminal.authenticateExternally(issuerData);
        terminal.generate(0x40, SECOND_LIST);

        assertThat(authenticated.status()).isEqualTo("9000");
        assertThat(terminal.hex(0x9F27)).isEqualTo("40");
        assertThat(terminal.value(0x9F26)).isEqualTo(issuer.cryptogram(terminal));
    }

    @Test
    void onlinePurchase_answeredBySomebodyElse_isDeclined() {
        Terminal terminal = terminal("chip-approves");
        terminal.generate(0x80, FIRST_LIST);
        byte[] issuerData = Cards.issuer("chip-approves", 2).issuerData(terminal.value(0x9F26), "3030");

        Response authenticated = terminal.authenticateExternally(issuerData);
        terminal.generate(0x40, SECOND_LIST);

        assertThat(authenticated.status()).isEqualTo("6300");
        assertThat(terminal.hex(0x9F27)).isEqualTo("00");
        assertThat(terminal.hex(0x9F10)).isEqualTo("06011203280000");
    }

    @Test
    void responseCode_changedOnItsWay_isFoundByTheCard() {
        Terminal terminal = terminal("chip-approves");
        terminal.generate(0x80, FIRST_LIST);
        byte[] issuerData = Cards.issuer("chip-approves", 1).issuerData(terminal.value(0x9F26), "3035");
        issuerData[9] = 0x30;

        Response authenticated = terminal.authenticateExternally(issuerData);

        assertThat(authenticated.status()).isEqualTo("6300");
    }

    @Test
    void issuerData_withMoreBehindTheResponseCode_isAccepted() {
        Terminal terminal = terminal("chip-approves");
        terminal.generate(0x80, FIRST_LIST);
        byte[] issuerData = Cards.issuer("chip-approves", 1).issuerData(terminal.value(0x9F26), "3030");

        Response authenticated = terminal.authenticateExternally(Terminal.join(issuerData, new byte[6]));

        assertThat(authenticated.status()).isEqualTo("9000");
    }

    @Test
    void lastOnlineCounter_afterAnAuthenticatedPurchase_isThatTransaction() {
        Terminal terminal = terminal("chip-approves");
        terminal.generate(0x80, FIRST_LIST);
        terminal.authenticateExternally(Cards.issuer("chip-approves", 1).issuerData(terminal.value(0x9F26), "3030"));
        String before = hex(terminal.send("80CA9F1300"));

        terminal.generate(0x40, SECOND_LIST);

        assertThat(before).isEqualTo("9F13020000");
        assertThat(hex(terminal.send("80CA9F1300"))).isEqualTo("9F13020001");
    }

    @Test
    void lastOnlineCounter_afterAPurchaseWithoutIssuer_stays() {
        Terminal terminal = terminal("chip-offline");

        terminal.generate(0x40, FIRST_LIST);

        assertThat(hex(terminal.send("80CA9F1300"))).isEqualTo("9F13020000");
    }

    @Test
    void counter_ofEachPurchase_isOneMore() {
        SimulatedCard card = Cards.of(state, "chip-approves");
        new Terminal(card::answer).ready().generate(0x80, FIRST_LIST);
        Terminal second = new Terminal(card::answer).ready();

        second.generate(0x80, FIRST_LIST);

        assertThat(second.hex(0x9F36)).isEqualTo("0002");
        assertThat(second.value(0x9F26))
                .isEqualTo(Cards.issuer("chip-approves", 2).cryptogram(second));
    }

    @Test
    void cryptogram_ofAnotherAmount_isAnother() {
        Terminal terminal = terminal("chip-approves");
        terminal.generate(0x80, FIRST_LIST);

        terminal.set(0x9F02, "000000001235");

        assertThat(terminal.value(0x9F26))
                .isNotEqualTo(Cards.issuer("chip-approves", 1).cryptogram(terminal));
    }

    private Terminal terminal(String name) {
        return new Terminal(Cards.of(state, name)::answer).ready();
    }

    private static String hex(Response response) {
        return Bytes.hex(response.content());
    }
}
