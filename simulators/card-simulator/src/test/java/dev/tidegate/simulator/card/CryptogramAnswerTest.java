package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CryptogramAnswerTest {
    private static final CryptogramAnswer ANSWER = new CryptogramAnswer(
            CryptogramType.ASK_ISSUER, 0x1234, Bytes.hex("0102030405060708"), Bytes.hex("06011203A00000"));

    @Test
    void format_isTheBareValues() {
        assertThat(ANSWER.format())
                .asHexString()
                .isEqualTo("8012" + "80" + "1234" + "0102030405060708" + "06011203A00000");
    }

    @Test
    void template_isEachValueWithItsTag() {
        assertThat(ANSWER.template())
                .asHexString()
                .isEqualTo("771E" + "9F270180" + "9F36021234" + "9F26080102030405060708" + "9F100706011203A00000");
    }

    @Test
    void signed_holdsTheSignatureInPlaceOfTheCryptogram() {
        RsaKey key = KeyRing.load().keysOf(Cards.profile("chip-offline")).card();

        Response signed =
                new Response(Bytes.join(ANSWER.signed(key, new byte[8], new byte[29], new byte[4]), Bytes.hex("9000")));

        assertThat(signed.objects()).containsOnlyKeys(0x77, 0x9F27, 0x9F36, 0x9F4B, 0x9F10);
        assertThat(signed.object(0x9F4B)).hasSize(128);
    }
}
