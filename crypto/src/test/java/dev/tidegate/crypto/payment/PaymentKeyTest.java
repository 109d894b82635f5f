package dev.tidegate.crypto.payment;

import static dev.tidegate.crypto.payment.PaymentSamples.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What a key keeps to itself, and how triple DES is counted. */
final class PaymentKeyTest {
    private static final byte[] BYTES = hex("0123456789ABCDEFFEDCBA9876543210");

    @Test
    void toString_ofAKey_showsNoByte() {
        assertThat(PaymentKey.aes(BYTES)).hasToString("PaymentKey[AES, 16 bytes]");
    }

    @Test
    void close_theBytes_areGone() {
        PaymentKey key = PaymentKey.aes(BYTES);

        key.close();

        assertThat(key.bytes()).isEqualTo(new byte[16]);
    }

    @Test
    void of_theCallersArray_isCopied() {
        byte[] own = BYTES.clone();
        PaymentKey key = PaymentKey.aes(own);

        own[0] = 0x55;

        assertThat(key.bytes()).isEqualTo(BYTES);
    }

    @Test
    void of_impossibleLength_isTheCallersMistake() {
        assertThatThrownBy(() -> PaymentKey.aes(new byte[15])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PaymentKey.tdes(new byte[8], TdesSwitch.on()))
                .as("single DES")
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PaymentKey.of(KeyAlgorithm.HMAC, new byte[0], TdesSwitch.off()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tdes_whileItIsOff_isRefused() {
        assertThatThrownBy(() -> PaymentKey.tdes(BYTES, TdesSwitch.off())).isInstanceOf(TdesNotAllowedException.class);
        assertThat(PaymentKey.of(KeyAlgorithm.AES, BYTES, TdesSwitch.off()).length())
                .isEqualTo(16);
    }

    @Test
    void uses_ofTripleDes_areCounted() {
        TdesSwitch tdes = TdesSwitch.on();
        PaymentKey key = PaymentKey.tdes(BYTES, tdes);
        long before = tdes.uses();

        Object value = KeyCheckValue.legacy(key);
        boolean genuine = MacScheme.RETAIL_2.verify(key, new byte[9], new byte[8]);

        assertThat(value).isNotNull();
        assertThat(genuine).isFalse();
        assertThat(before).isZero();
        assertThat(tdes.uses()).isEqualTo(2);
    }

    @Test
    void uses_ofKeysDerivedFromIt_areCountedToo() {
        TdesSwitch tdes = TdesSwitch.on();
        DukptKsn ksn = DukptKsn.read(hex("FFFF9876543210E00008"));
        PaymentKey initial = TdesDukpt.initialKey(PaymentKey.tdes(BYTES, tdes), ksn);
        long before = tdes.uses();

        PaymentKey pin = TdesDukpt.workingKey(TdesDukpt.transactionKey(initial, ksn), TdesDukpt.Use.PIN);
        Blocks.encrypt(pin, new byte[8]);

        assertThat(tdes.uses()).isEqualTo(before + 2);
    }

    @Test
    void uses_ofAes_areNotCounted() {
        TdesSwitch tdes = TdesSwitch.on();

        Blocks.encrypt(PaymentKey.of(KeyAlgorithm.AES, BYTES, tdes), new byte[16]);

        assertThat(tdes.uses()).isZero();
    }

    @Test
    void encrypt_blockOfAnotherSize_isTheCallersMistake() {
        assertThatThrownBy(() -> Blocks.encrypt(PaymentKey.aes(BYTES), new byte[8]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Blocks.encrypt(PaymentKey.of(KeyAlgorithm.HMAC, BYTES, TdesSwitch.off()), new byte[8]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
