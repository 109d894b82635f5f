package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an issuer writes to a card in templates 71 and 72, each with its MAC. */
final class ScriptsTest {
    private static final String RIGHT = "0020008008241234FFFFFFFFFF";
    private static final String WRONG = "0020008008249999FFFFFFFFFF";
    private static final String NAME = "chip-pin";

    @TempDir
    private Path state;

    @Test
    void applicationBlock_isSeenAtTheNextSelection() {
        Terminal terminal = online();

        assertThat(script(terminal, "841E0000", "").status()).isEqualTo("9000");

        Terminal next = new Terminal(Cards.of(state, NAME)::answer);
        assertThat(next.select().status()).isEqualTo("6283");
        assertThat(next.send("80A80000048302000000").status()).isEqualTo("6985");
    }

    @Test
    void applicationUnblock_givesItBack() {
        Terminal terminal = online();
        script(terminal, "841E0000", "");

        script(terminal, "84180000", "");

        assertThat(new Terminal(Cards.of(state, NAME)::answer).select().status())
                .isEqualTo("9000");
    }

    @Test
    void cardBlock_endsEverySelection() {
        script(online(), "84160000", "");

        Terminal next = new Terminal(Cards.of(state, NAME)::answer);
        assertThat(next.send("00A404000E315041592E5359532E444446303100").status())
                .isEqualTo("6A81");
        assertThat(next.send("00A4040007A000000003101000").status()).isEqualTo("6A81");
    }

    @Test
    void pinUnblock_givesTheTriesBack() {
        Terminal terminal = online();
        for (int i = 0; i < 3; i++) {
            terminal.send(WRONG);
        }

        assertThat(script(terminal, "84240000", "").status()).isEqualTo("9000");

        assertThat(terminal.send(RIGHT).status()).isEqualTo("9000");
    }

    @Test
    void pinChange_takesTheNewPinAndNotTheOld() {
        Terminal terminal = online();
        byte[] clear = Bytes.hex("08" + "249999FFFFFFFFFF" + "80000000000000");
        TripleDes key = new TripleDes(sessionKey(terminal, ScriptKeys.CONFIDENTIALITY_MASTER));
        byte[] sent = Bytes.join(key.encrypt(Arrays.copyOf(clear, 8)), key.encrypt(Arrays.copyOfRange(clear, 8, 16)));

        assertThat(script(terminal, "84240002", Bytes.hex(sent)).status()).isEqualTo("9000");

        Terminal next = new Terminal(Cards.of(state, NAME)::answer);
        next.start();
        assertThat(next.send(RIGHT).status()).isEqualTo("63C2");
        assertThat(next.send(WRONG).status()).isEqualTo("9000");
    }

    @Test
    void pinChange_thatDeciphersToNothing_isRefused() {
        Terminal terminal = online();

        assertThat(script(terminal, "84240002", "00".repeat(16)).status()).isEqualTo("6A80");
        assertThat(terminal.send(RIGHT).status()).isEqualTo("9000");
    }

    @Test
    void pinChange_ofACardWithoutAPin_isUnusable() {
        Terminal terminal = new Terminal(Cards.of(state, "chip-approves")::answer).ready();
        terminal.generate(0x80, 0x8C);

        assertThat(script(terminal, "84240000", "").status()).isEqualTo("6984");
    }

    @Test
    void updateRecord_isReadInTheNextTransaction() {
        String record = "7003" + "5F2000";

        assertThat(script(online(), "84DC010C", record).status()).isEqualTo("9000");

        Terminal next = new Terminal(Cards.of(state, NAME)::answer);
        next.start();
        assertThat(Bytes.hex(next.send("00B2010C00").content())).isEqualTo(record);
    }

    @ParameterizedTest
    @ValueSource(strings = {"84DC000C", "84DC0100", "84DC0108", "84DC015C"})
    void updateRecord_ofNoRecord_isRefused(String header) {
        assertThat(script(online(), header, "7000").status()).isEqualTo("6A86");
    }

    @ParameterizedTest
    @ValueSource(strings = {"841E0000", "84180000", "84160000", "84240000", "84DC010C"})
    void script_withAWrongMac_changesNothing(String header) {
        Terminal terminal = online();

        Response response = terminal.send(Terminal.command(header, Bytes.hex("0102030405060708")));

        assertThat(response.status()).isEqualTo("6988");
        assertThat(new Terminal(Cards.of(state, NAME)::answer).select().status())
                .isEqualTo("9000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"841E0000", "84180000", "84160000", "84240000", "84DC010C"})
    void script_withoutAnArqc_hasNoPlace(String header) {
        Terminal terminal = new Terminal(Cards.of(state, NAME)::answer).ready();

        assertThat(terminal.send(Terminal.command(header, new byte[8])).status())
                .isEqualTo("6985");
    }

    @Test
    void script_shorterThanAMac_hasAWrongLength() {
        assertThat(online().send("841E00000401020304").status()).isEqualTo("6700");
    }

    @Test
    void script_afterTheSecondCryptogram_isStillTaken() {
        Terminal terminal = online();
        byte[] arqc = terminal.value(0x9F26);
        terminal.generate(0x40, 0x8D);
        terminal.set(0x9F26, Bytes.hex(arqc));

        assertThat(script(terminal, "841E0000", "").status()).isEqualTo("9000");
    }

    private Terminal online() {
        Terminal terminal = new Terminal(Cards.of(state, NAME)::answer).ready();
        terminal.generate(0x80, 0x8C);
        return terminal;
    }

    /** As the issuer writes it: the MAC over header, counter, cryptogram and content. */
    private static Response script(Terminal terminal, String header, String content) {
        byte[] told = Bytes.hex(content);
        byte[] head = Bytes.join(Bytes.hex(header), Bytes.number(told.length + 8, 1));
        byte[] covered = Bytes.join(head, terminal.value(0x9F36), terminal.value(0x9F26), told);
        byte[] mac = new TripleDes(sessionKey(terminal, ScriptKeys.INTEGRITY_MASTER)).mac(covered);
        return terminal.send(Terminal.command(header, Bytes.join(told, mac)));
    }

    private static byte[] sessionKey(Terminal terminal, String master) {
        return new IssuerMasterKey(Bytes.hex(master))
                .optionA(terminal.hex(0x5A), terminal.hex(0x5F34))
                .sessionKey(terminal.value(0x9F26))
                .key();
    }
}
