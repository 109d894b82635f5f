package dev.tidegate.crypto.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.crypto.pin.PinBlock;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** ANSI X9.24-3:2017, supplement: the published keys, from both sides. */
final class DukptAesVectorTest {
    private final SourceVectors vectors = new SourceVectors("dukpt-aes.json");

    @Test
    void keys_everyPublishedTransaction_agree() {
        compare(128, AesDukpt.Kind.AES_128);
        compare(256, AesDukpt.Kind.AES_128, AesDukpt.Kind.AES_256);
        updateKeys(128, AesDukpt.Kind.AES_128);
        updateKeys(256, AesDukpt.Kind.AES_128, AesDukpt.Kind.AES_256);

        vectors.finish(193);
    }

    // The published table has it, with 17 set bits; a device never uses it.
    @Test
    void read_counter1FFFF_isRefused() {
        assertThatThrownBy(() -> DukptKsn.read(HexFormat.of().parseHex("12345678901234560001FFFF")))
                .isInstanceOf(KsnRejectedException.class);
    }

    private void compare(int bits, AesDukpt.Kind... kinds) {
        vectors.in("test/dukpt_aes" + bits + "_test.c");
        PaymentKey bdk = PaymentKey.aes(vectors.bytes("bdk"));
        PaymentKey initial = AesDukpt.initialKey(bdk, first());
        vectors.same("ik_verify", initial.bytes());
        for (String table : new String[] {"", "2", "3"}) {
            transactions(initial, table);
        }
        message(initial);
        for (int i = 0; i < vectors.count("ksn_verify"); i++) {
            DukptKsn ksn = DukptKsn.read(vectors.bytes("ksn_verify", i));
            PaymentKey key = AesDukpt.transactionKey(initial, ksn);
            for (AesDukpt.Kind kind : kinds) {
                String suffix = kind == AesDukpt.Kind.AES_128 ? "aes128" : "aes256";
                PaymentKey pin = AesDukpt.workingKey(key, ksn, AesDukpt.Use.PIN, kind);
                PaymentKey mac = AesDukpt.workingKey(key, ksn, AesDukpt.Use.MAC_GENERATION, kind);
                PaymentKey data = AesDukpt.workingKey(key, ksn, AesDukpt.Use.DATA_ENCRYPTION, kind);
                vectors.same("pin_key_" + suffix + "_verify", i, pin.bytes());
                vectors.same("cmac_" + suffix + "_key_verify", i, mac.bytes());
                vectors.same("data_" + suffix + "_key_verify", i, data.bytes());
            }
            compareBlock(key, ksn, i);
        }
    }

    private void transactions(PaymentKey initial, String table) {
        DukptTerminal terminal = DukptTerminal.load(initial, DukptKsn.read(vectors.bytes("ksn_verify" + table, 0)));
        for (int i = 0; i < vectors.count("ksn_verify" + table); i++) {
            DukptTerminal.Transaction transaction = terminal.next();
            vectors.same("ksn_verify" + table, i, transaction.ksn().value().toByteArray());
            vectors.same("txn_key_verify" + table, i, transaction.key().bytes());
            PaymentKey key = AesDukpt.transactionKey(initial, transaction.ksn());
            vectors.same("txn_key_verify" + table, i, key.bytes());
        }
        if (table.equals("3")) {
            assertThatThrownBy(terminal::next).isInstanceOf(DukptExhaustedException.class);
        }
    }

    // The supplement prints blocks for the 128-bit table alone; what else goes into a block is checked for both.
    private void compareBlock(PaymentKey key, DukptKsn ksn, int i) {
        byte[] pan = vectors.text("pan").getBytes(StandardCharsets.US_ASCII);
        byte[] digits = vectors.bytes("pin");
        for (int digit = 0; digit < digits.length; digit++) {
            digits[digit] = (byte) (digits[digit] + '0');
        }
        long random = ByteBuffer.wrap(vectors.bytes("pinfield"), 8, 8).getLong();
        PaymentKey pin = AesDukpt.workingKey(key, ksn, AesDukpt.Use.PIN, AesDukpt.Kind.of(key));

        byte[] block = PinBlock.ISO_4.seal(digits, pan, pin, () -> Long.reverseBytes(random));

        byte[] inner = Blocks.encrypt(pin, vectors.bytes("pinfield"));
        assertThat(block).isEqualTo(Blocks.encrypt(pin, Blocks.xor(inner, vectors.bytes("panfield"))));
        assertThat(vectors.text("pinfield")).startsWith(vectors.text("pinfield_verify"));
        assertThat(PinBlock.ISO_4.open(block, pan, pin)).isEqualTo(digits);
        vectors.counted();
        if (vectors.has("encrypted_pinblock_verify")) {
            vectors.same("encrypted_pinblock_verify", i, block);
        }
    }

    // The file has no code for its message; both sides' keys are the same, so what one makes the other verifies.
    private void message(PaymentKey initial) {
        byte[] message = vectors.text("txn_data").getBytes(StandardCharsets.US_ASCII);
        DukptKsn ksn = first();
        PaymentKey host = AesDukpt.workingKey(
                AesDukpt.transactionKey(initial, ksn), ksn, AesDukpt.Use.MAC_GENERATION, AesDukpt.Kind.AES_128);
        PaymentKey device = AesDukpt.workingKey(
                DukptTerminal.load(initial, ksn).next().key(), ksn, AesDukpt.Use.MAC_GENERATION, AesDukpt.Kind.AES_128);
        assertThat(MacScheme.CMAC.verify(host, message, MacScheme.CMAC.make(device, message)))
                .isTrue();
        vectors.counted();
    }

    private void updateKeys(int bits, AesDukpt.Kind... kinds) {
        vectors.in("test/dukpt_aes" + bits + "_update_key_test.c");
        PaymentKey initial = PaymentKey.aes(vectors.bytes("ik"));
        for (AesDukpt.Kind kind : kinds) {
            String suffix = kind == AesDukpt.Kind.AES_128 ? "aes128" : "aes256";
            PaymentKey update = AesDukpt.updateKey(initial, first(), kind);
            vectors.same("update_key_" + suffix + "_verify", update.bytes());
        }
    }

    private DukptKsn first() {
        byte[] first = Arrays.copyOf(vectors.bytes("ikid"), 12);
        first[11] = 1;
        assertThat(DukptKsn.read(first).device().slice(0, 8).toByteArray()).isEqualTo(vectors.bytes("ikid"));
        return DukptKsn.read(first);
    }
}
