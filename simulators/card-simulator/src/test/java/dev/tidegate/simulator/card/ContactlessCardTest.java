package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cards that tap: Visa-like and Mastercard-like. */
final class ContactlessCardTest {
    @TempDir
    private Path state;

    @Test
    void directory_behindTheAntenna_namesTheKernel() {
        Terminal visa = terminal("tap-visa");
        Terminal mastercard = terminal("tap-mastercard");

        assertThat(visa.send("00A404000E325041592E5359532E444446303100").object(0x9F2A))
                .asHexString()
                .isEqualTo("03");
        assertThat(mastercard.send("00A404000E325041592E5359532E444446303100").object(0x9F2A))
                .asHexString()
                .isEqualTo("02");
    }

    @Test
    void contactsDirectory_behindTheAntenna_isNotThere() {
        assertThat(terminal("tap-visa")
                        .send("00A404000E315041592E5359532E444446303100")
                        .status())
                .isEqualTo("6A82");
    }

    @ParameterizedTest
    @CsvSource({
        // card, TTQ, CID, CTQ
        "tap-visa, 20000000, 40, 0000", // small, offline
        "tap-visa, 20800000, 80, 0000", // online cryptogram required
        "tap-visa, 24C00000, 80, 8000", // and the holder: online PIN
        "tap-visa, 22C00000, 80, 4000", // and the holder: signature
        "tap-visa, 20C00000, 80, 0000", // and the holder: nothing in common
        "tap-phone, 24400000, 80, 0080", // the device has verified
        "tap-phone, 20000000, 80, 0080"
    })
    void firstAnswer_ofAVisaLikeCard_hasItsCryptogramAndIsRight(String name, String ttq, String cid, String ctq) {
        Terminal terminal = terminal(name).tap(ttq);

        assertThat(terminal.hex(0x9F27)).isEqualTo(cid);
        assertThat(terminal.hex(0x9F6C)).isEqualTo(ctq);
        assertThat(terminal.value(0x9F26)).isEqualTo(Cards.issuer(name, 1).cryptogram(terminal));
    }

    @ParameterizedTest
    @CsvSource({"tap-visa, 20000000", "tap-visa, 21800000", "tap-phone, 21800000"})
    void fastSignature_coversTheTerminalsValuesAndTheCardsOwn(String name, String ttq) {
        Terminal terminal = terminal(name).tap(ttq);
        byte[] told = Terminal.join(
                terminal.value(0x9F37), terminal.value(0x9F02), terminal.value(0x5F2A), terminal.value(0x9F69));

        byte[] dynamicData = new CertificateChain(terminal).dynamicData(terminal.value(0x9F4B), told);

        assertThat(dynamicData).hasSize(9);
        assertThat(terminal.hex(0x9F69))
                .startsWith("01")
                .endsWith(terminal.hex(0x9F6C))
                .hasSize(14);
    }

    @Test
    void onlineAnswer_withoutSignatureAsked_hasNoRecords() {
        Terminal terminal = terminal("tap-visa").tap("20800000");

        assertThat(terminal.has(0x94)).isFalse();
        assertThat(terminal.has(0x9F4B)).isFalse();
    }

    @Test
    void visaLikeCard_afterItsAnswer_makesNoSecondCryptogram() {
        Terminal terminal = terminal("tap-visa").tap("20800000");

        assertThat(terminal.send("80AE80001D" + "00".repeat(29)).status()).isEqualTo("6985");
    }

    @Test
    void mastercardLikeCard_signsItsFirstCryptogram() {
        Terminal terminal = terminal("tap-mastercard").tap("00000000");
        CertificateChain chain = new CertificateChain(terminal);

        terminal.generate(0x50, 0x8C);

        assertThat(terminal.hex(0x82)).isEqualTo("3980");
        assertThat(terminal.hex(0x9F27)).isEqualTo("40");
        byte[] dynamicData = chain.dynamicData(terminal.value(0x9F4B), terminal.value(0x9F37));
        assertThat(Arrays.copyOfRange(dynamicData, 10, 18))
                .isEqualTo(Cards.issuer("tap-mastercard", 1).cryptogram(terminal));
    }

    @Test
    void mastercardLikeCard_makesOneCryptogramInATap() {
        Terminal terminal = terminal("tap-mastercard").tap("00000000");
        terminal.generate(0x90, 0x8C);

        assertThat(terminal.hex(0x9F27)).isEqualTo("80");
        assertThat(terminal.generate(0x40, 0x8D).status()).isEqualTo("6985");
    }

    @Test
    void sameCard_atItsContacts_isAnOrdinaryOne() {
        Terminal terminal = new Terminal(Cards.of(state, "tap-visa")::answer).ready();

        terminal.generate(0x80, 0x8C);

        assertThat(terminal.hex(0x82)).isEqualTo("7C00");
        assertThat(terminal.hex(0x9F27)).isEqualTo("80");
    }

    @Test
    void telephone_saysThatItVerifiesItsHolder() {
        assertThat(Bytes.hex(Cards.profile("tap-phone").first().interchangeProfile(Face.CONTACTLESS)))
                .isEqualTo("3A00");
    }

    @Test
    void firstAnswer_higherThanAsked_isATc() {
        SimulatedCard card = Cards.of(state, "tap-phone");
        card.breakWith(List.of(Fault.parse("options=higher")));
        DirectReader reader = new DirectReader();
        reader.insert(card, Face.CONTACTLESS);

        Terminal terminal = new Terminal(reader::transmit).tap("20800000");

        assertThat(terminal.hex(0x9F27)).isEqualTo("40");
    }

    @Test
    void answerToReset_behindTheAntenna_isThatOfAReader() {
        DirectReader reader = new DirectReader();
        reader.insert(Cards.of(state, "tap-visa"), Face.CONTACTLESS);

        assertThat(reader.answerToReset()).asHexString().isEqualTo("3B80800101");
    }

    private Terminal terminal(String name) {
        SimulatedCard card = Cards.of(state, name);
        card.powerUp(Face.CONTACTLESS);
        return new Terminal(card::answer);
    }
}
