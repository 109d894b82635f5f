package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** VERIFY in the clear and enciphered, and the try counter. */
final class OfflinePinTest {
    private static final String RIGHT = "0020008008241234FFFFFFFFFF";
    private static final String WRONG = "0020008008249999FFFFFFFFFF";

    @TempDir
    private Path state;

    @Test
    void plainPin_whenRight_isAccepted() {
        assertThat(terminal("chip-pin").send(RIGHT).status()).isEqualTo("9000");
    }

    @Test
    void plainPin_whenWrong_costsATry() {
        Terminal terminal = terminal("chip-pin");

        assertThat(terminal.send(WRONG).status()).isEqualTo("63C2");
        assertThat(tries(terminal)).isEqualTo("02");
    }

    @Test
    void tries_afterARightPin_areAllThereAgain() {
        Terminal terminal = terminal("chip-pin");
        terminal.send(WRONG);

        terminal.send(RIGHT);

        assertThat(tries(terminal)).isEqualTo("03");
    }

    @Test
    void pin_afterThreeWrongOnes_isBlockedForTheRightOneToo() {
        Terminal terminal = terminal("chip-pin");

        assertThat(terminal.send(WRONG).status()).isEqualTo("63C2");
        assertThat(terminal.send(WRONG).status()).isEqualTo("63C1");
        assertThat(terminal.send(WRONG).status()).isEqualTo("63C0");
        assertThat(terminal.send(RIGHT).status()).isEqualTo("6983");
    }

    @Test
    void tries_afterPowerAndRestart_areStillGone() {
        terminal("chip-pin").send(WRONG);

        assertThat(tries(terminal("chip-pin"))).isEqualTo("02");
    }

    @Test
    void blockedCard_ofTheDrawer_takesNoPin() {
        Terminal terminal = terminal("chip-pin-blocked");

        assertThat(tries(terminal)).isEqualTo("00");
        assertThat(terminal.send(RIGHT).status()).isEqualTo("6983");
    }

    @Test
    void verify_withOtherParametersOrLengths_isRefusedWithoutATry() {
        Terminal terminal = terminal("chip-pin");

        assertThat(terminal.send("0020008108241234FFFFFFFFFF").status()).isEqualTo("6A86");
        assertThat(terminal.send("0020008007241234FFFFFFFF").status()).isEqualTo("6700");
        assertThat(tries(terminal)).isEqualTo("03");
    }

    @Test
    void encipheredPin_underThePinKey_isAccepted() {
        Terminal terminal = new Terminal(Cards.of(state, "chip-pin-enciphered")::answer).ready();

        assertThat(terminal.send(enciphered(terminal, "244315FFFFFFFFFF", challenge(terminal)))
                        .status())
                .isEqualTo("9000");
    }

    @Test
    void encipheredPin_whenWrong_costsATry() {
        Terminal terminal = new Terminal(Cards.of(state, "chip-pin-enciphered")::answer).ready();

        assertThat(terminal.send(enciphered(terminal, "241111FFFFFFFFFF", challenge(terminal)))
                        .status())
                .isEqualTo("63C2");
    }

    @Test
    void encipheredPin_withAnotherChallenge_countsAsWrong() {
        Terminal terminal = new Terminal(Cards.of(state, "chip-pin-enciphered")::answer).ready();
        challenge(terminal);

        assertThat(terminal.send(enciphered(terminal, "244315FFFFFFFFFF", new byte[8]))
                        .status())
                .isEqualTo("63C2");
    }

    @Test
    void encipheredPin_withoutAChallenge_hasNoPlace() {
        Terminal terminal = new Terminal(Cards.of(state, "chip-pin-enciphered")::answer).ready();

        assertThat(terminal.send(enciphered(terminal, "244315FFFFFFFFFF", new byte[8]))
                        .status())
                .isEqualTo("6985");
    }

    @Test
    void challenge_isNotGivenTwiceAndServesOnce() {
        Terminal terminal = new Terminal(Cards.of(state, "chip-pin-enciphered")::answer).ready();
        byte[] first = challenge(terminal);
        byte[] second = challenge(terminal);
        terminal.send(enciphered(terminal, "241111FFFFFFFFFF", second));

        assertThat(first).isNotEqualTo(second);
        assertThat(terminal.send(enciphered(terminal, "244315FFFFFFFFFF", second))
                        .status())
                .isEqualTo("6985");
    }

    @Test
    void pin_ofACard_isNotPrinted() {
        assertThat(Cards.profile("chip-pin").first().toString()).doesNotContain("1234");
    }

    private Terminal terminal(String name) {
        Terminal terminal = new Terminal(Cards.of(state, name)::answer);
        terminal.start();
        return terminal;
    }

    private static byte[] challenge(Terminal terminal) {
        return terminal.send("0084000000").content();
    }

    private static String tries(Terminal terminal) {
        return Bytes.hex(terminal.send("80CA9F1700").object(0x9F17));
    }

    /** As a PIN pad does it: the key out of the certificate in 9F2D. */
    private static byte[] enciphered(Terminal terminal, String block, byte[] challenge) {
        BigInteger modulus = new CertificateChain(terminal).pinModulus();
        int length = modulus.bitLength() / 8;
        byte[] padding = Bytes.filled(0x5A, length - 17);
        byte[] clear = Terminal.join(Bytes.hex("7F" + block), challenge, padding);
        byte[] sent = new BigInteger(1, clear)
                .modPow(new BigInteger(1, terminal.value(0x9F2E)), modulus)
                .toByteArray();
        byte[] fixed = new byte[length];
        int kept = Math.min(length, sent.length);
        System.arraycopy(sent, sent.length - kept, fixed, length - kept, kept);
        return Terminal.command("00200088", fixed);
    }
}
