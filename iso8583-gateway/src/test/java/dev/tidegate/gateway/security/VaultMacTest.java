package dev.tidegate.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.crypto.payment.PaymentKey;
import dev.tidegate.crypto.payment.TdesSwitch;
import dev.tidegate.gateway.profile.Mac;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class VaultMacTest {
    private static final byte[] SINGLE = HexFormat.of().parseHex("0123456789ABCDEF");
    private static final byte[] DOUBLE = HexFormat.of().parseHex("0123456789ABCDEFFEDCBA9876543210");
    private static final byte[] MESSAGE = "of no whole number of blocks".getBytes(StandardCharsets.US_ASCII);

    @Test
    void compute_ofSingleDes_isTheLastBlockOfItsChain() throws GeneralSecurityException {
        try (VaultMac mac = new VaultMac(tdes(twice()), Mac.Algorithm.DES_CBC)) {
            byte[] chain = chained(MESSAGE);

            assertThat(mac.compute(MESSAGE)).isEqualTo(Arrays.copyOfRange(chain, chain.length - 8, chain.length));
        }
    }

    @Test
    void verify_ofACodeCutToFourBytes_believesIt() {
        try (VaultMac mac = new VaultMac(tdes(DOUBLE), Mac.Algorithm.X9_19)) {
            byte[] code = mac.compute(MESSAGE);

            assertThat(mac.verify(MESSAGE, Arrays.copyOf(code, 4))).isTrue();
        }
    }

    @Test
    void verify_ofAnotherMessage_doesNot() {
        try (VaultMac mac = new VaultMac(tdes(DOUBLE), Mac.Algorithm.X9_19)) {
            byte[] code = mac.compute(MESSAGE);
            byte[] other = MESSAGE.clone();
            other[0] ^= 1;

            assertThat(mac.verify(other, code)).isFalse();
        }
    }

    @Test
    void compute_ofCmac_hasEightBytes() {
        try (VaultMac mac = new VaultMac(PaymentKey.aes(DOUBLE), Mac.Algorithm.AES_CMAC)) {
            assertThat(mac.compute(MESSAGE)).hasSize(Mac.FIELD_BYTES);
        }
    }

    @Test
    void key_ofTwoHalves_isNoneForSingleDes() {
        assertThatThrownBy(() -> new VaultMac(tdes(DOUBLE), Mac.Algorithm.DES_CBC).close())
                .hasMessageContaining("bring the single DES key twice");
    }

    @Test
    void key_ofAes_isNoneForTheRetailMac() {
        assertThatThrownBy(() -> new VaultMac(PaymentKey.aes(DOUBLE), Mac.Algorithm.X9_19).close())
                .hasMessageContaining("X9_19");
    }

    private static PaymentKey tdes(byte[] bytes) {
        return PaymentKey.tdes(bytes.clone(), TdesSwitch.on());
    }

    private static byte[] twice() {
        byte[] both = Arrays.copyOf(SINGLE, 16);
        System.arraycopy(SINGLE, 0, both, 8, 8);
        return both;
    }

    private static byte[] chained(byte[] message) throws GeneralSecurityException {
        Cipher des = Cipher.getInstance("DES/CBC/NoPadding");
        des.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(SINGLE, "DES"), new IvParameterSpec(new byte[8]));
        return des.doFinal(Arrays.copyOf(message, (message.length + 7) / 8 * 8));
    }
}
