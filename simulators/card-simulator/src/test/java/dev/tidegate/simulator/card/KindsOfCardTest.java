package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each further card of the drawer shows at its contacts. */
final class KindsOfCardTest {
    @TempDir
    private Path state;

    @ParameterizedTest
    @CsvSource({"chip-sda, 5C00", "chip-cda, 7D00", "chip-issuer-in-list, 7800", "chip-pin, 7C00"})
    void interchangeProfile_ofACard_saysWhatItCan(String name, String expected) {
        assertThat(Bytes.hex(Cards.profile(name).first().interchangeProfile(Face.CONTACT)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "chip-cda",
        "chip-sda",
        "chip-pin",
        "chip-pin-enciphered",
        "chip-pin-blocked",
        "chip-limits",
        "chip-expired",
        "chip-two-step",
        "chip-issuer-in-list",
        "chip-bad-signature",
        "chip-pulled",
        "chip-mute",
        "tap-visa",
        "tap-mastercard"
    })
    void certificates_ofTheBareChip_leadToTheAuthority(String name) {
        UnaryCard card = new UnaryCard(Cards.of(state, name));

        assertThat(new CertificateChain(new Terminal(card::answer).ready()).dataAuthenticationCode())
                .isEqualTo("DAC1");
    }

    @Test
    void limitedCard_afterTwoOffline_wantsItsIssuer() {
        assertThat(given("chip-limits")).isEqualTo("40");
        assertThat(given("chip-limits")).isEqualTo("40");
        assertThat(given("chip-limits")).isEqualTo("80");
    }

    @Test
    void limitedCard_whoseIssuerCannotBeReached_declines() {
        given("chip-limits");
        given("chip-limits");
        Terminal third = new Terminal(Cards.of(state, "chip-limits")::answer).ready();
        third.generate(0x40, 0x8C);
        third.set(0x8A, "5933");

        third.generate(0x40, 0x8D);

        assertThat(third.hex(0x9F27)).isEqualTo("00");
    }

    @Test
    void limitedCard_afterItsIssuerAnswered_approvesOfflineAgain() {
        given("chip-limits");
        given("chip-limits");
        Terminal third = new Terminal(Cards.of(state, "chip-limits")::answer).ready();
        third.generate(0x40, 0x8C);
        third.authenticateExternally(Cards.issuer("chip-limits", 3).issuerData(third.value(0x9F26), "3030"));
        third.generate(0x40, 0x8D);

        assertThat(third.hex(0x9F27)).isEqualTo("40");
        assertThat(given("chip-limits")).isEqualTo("40");
    }

    @Test
    void limitedCard_tellsTheTerminalItsLimits() {
        Terminal terminal = new Terminal(Cards.of(state, "chip-limits")::answer).ready();

        assertThat(terminal.hex(0x9F14) + terminal.hex(0x9F23)).isEqualTo("0203");
    }

    @Test
    void expiredCard_saysItsLastDayOnChipAndStripe() {
        SimulatedCard card = Cards.of(state, "chip-expired");
        Terminal terminal = new Terminal(card::answer).ready();

        assertThat(terminal.hex(0x5F24)).isEqualTo("240630");
        assertThat(terminal.hex(0x57)).contains("D2406201");
        assertThat(card.tracks().get(1)).contains("=2406201");
    }

    @Test
    void twoBrands_areBothInTheDirectory() {
        Terminal terminal = new Terminal(Cards.of(state, "chip-two-brands")::answer);
        terminal.send("00A404000E315041592E5359532E444446303100");

        String record = Bytes.hex(terminal.send("00B2010C00").content());

        assertThat(record)
                .contains("4F07A0000000031010" + "500A" + Bytes.hex("VISA DEBIT".getBytes(StandardCharsets.US_ASCII))
                        + "870181");
        assertThat(record).contains("4F07A0000000041010").contains("870102");
    }

    @ParameterizedTest
    @CsvSource({"A0000000031010, 4012888888881881", "A0000000041010, 5555555555554444"})
    void eachBrand_hasANumberAndKeysOfItsOwn(String applicationId, String number) {
        Terminal terminal = new Terminal(Cards.of(state, "chip-two-brands")::answer);
        terminal.startBy(applicationId);
        terminal.readRecords();

        assertThat(terminal.hex(0x5A)).isEqualTo(number);
        assertThat(new CertificateChain(terminal).dataAuthenticationCode()).isEqualTo("DAC1");
    }

    @Test
    void blockedCard_isSelectedWithAWarningAndBeginsNothing() {
        Terminal terminal = new Terminal(Cards.of(state, "chip-blocked")::answer);

        assertThat(terminal.select().status()).isEqualTo("6283");
        assertThat(terminal.send("80A80000028300 00").status()).isEqualTo("6985");
    }

    @Test
    void cardWithoutADirectory_isFoundByItsApplication() {
        Terminal terminal = new Terminal(Cards.of(state, "chip-no-directory")::answer);

        assertThat(terminal.send("00A404000E315041592E5359532E444446303100").status())
                .isEqualTo("6A82");
        assertThat(terminal.startBy("A0000000031010").status()).isEqualTo("9000");
    }

    @Test
    void twoStepCard_saysHowMuchWaitsAndGivesIt() {
        Terminal terminal = new Terminal(Cards.of(state, "chip-two-step")::answer);

        String waiting =
                terminal.send("00A404000E315041592E5359532E444446303100").status();

        assertThat(waiting).startsWith("61");
        assertThat(terminal.send("00C0000001").status()).isEqualTo("6C" + waiting.substring(2));
        assertThat(terminal.send("00C00000" + waiting.substring(2)).content())
                .hasSize(Integer.parseInt(waiting.substring(2), 16));
        assertThat(terminal.send("00C0000000").status()).isEqualTo("6985");
    }

    @Test
    void twoStepCard_putsTheLengthOfARecordRight() {
        Terminal terminal = new Terminal(Cards.of(state, "chip-two-step")::answer);
        terminal.send("00A404000E315041592E5359532E444446303100");

        String corrected = terminal.send("00B2010C00").status();

        assertThat(corrected).startsWith("6C");
        assertThat(terminal.send("00B2010C" + corrected.substring(2)).status()).isEqualTo("9000");
    }

    @ParameterizedTest
    @CsvSource({"3030, true, 40", "3030, false, 00", "5933, false, 00"})
    void issuersAnswer_inTheList_isCheckedInTheSecondCryptogram(String code, boolean genuine, String given) {
        Terminal terminal = new Terminal(Cards.of(state, "chip-issuer-in-list")::answer).ready();
        terminal.generate(0x80, 0x8C);
        byte[] answer = Cards.issuer("chip-issuer-in-list", 1).issuerData(terminal.value(0x9F26), code);
        assertThat(terminal.authenticateExternally(answer).status()).isEqualTo("6985");
        terminal.set(0x8A, code);
        terminal.set(0x91, genuine ? Bytes.hex(answer) : "00".repeat(10));

        terminal.generate(0x40, 0x8D);

        assertThat(terminal.hex(0x9F27)).isEqualTo(given);
        assertThat(terminal.value(0x9F26))
                .isEqualTo(Cards.issuer("chip-issuer-in-list", 1).cryptogram(terminal));
    }

    @ParameterizedTest
    @CsvSource({"chip-approves, 201", "chip-pin, 221", "stripe-only, 101", "stripe-online-only, 121"})
    void tracks_ofACard_areTextWithItsServiceCode(String name, String service) {
        SimulatedCard card = Cards.of(state, name);
        String number = card.profile().number().digits();

        assertThat(card.tracks())
                .containsExactly(
                        "%B" + number + "^TEST CARD/TIDEGATE^3012" + service + "000001230?",
                        ";" + number + "=3012" + service + "000001230?");
    }

    @Test
    void telephone_hasNoStripeAndNoContacts() {
        SimulatedCard card = Cards.of(state, "tap-phone");

        assertThat(card.tracks()).isEmpty();
        assertThat(card.has(Face.CONTACT)).isFalse();
        assertThat(card.has(Face.CONTACTLESS)).isTrue();
    }

    private String given(String name) {
        Terminal terminal = new Terminal(Cards.of(state, name)::answer).ready();
        terminal.generate(0x40, 0x8C);
        return terminal.hex(0x9F27);
    }

    /** A T=0 reader's work: asks for what waits and sends a length again. */
    private record UnaryCard(SimulatedCard card) {
        byte[] answer(byte[] command) {
            byte[] answer = card.answer(command);
            if (answer.length == 2 && answer[0] == 0x61) {
                return card.answer(new byte[] {0x00, (byte) 0xC0, 0x00, 0x00, answer[1]});
            }
            if (answer.length == 2 && answer[0] == 0x6C) {
                byte[] again = command.clone();
                again[again.length - 1] = answer[1];
                return card.answer(again);
            }
            return answer;
        }
    }
}
