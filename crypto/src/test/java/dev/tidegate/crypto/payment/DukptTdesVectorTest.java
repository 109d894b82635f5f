package dev.tidegate.crypto.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** ANSI X9.24-1:2009, A.4: the published example, from both sides. */
final class DukptTdesVectorTest {
    private final SourceVectors vectors = new SourceVectors("dukpt-tdes.json");
    private final TdesSwitch tdes = TdesSwitch.on();

    @Test
    void keys_everyPublishedTransaction_agree() {
        PaymentKey initial = initialKey("test/dukpt_tdes_state_test.c");
        initial.close();
        initial = initialKey("test/dukpt_tdes_test.c");

        compare(initial, "");
        compare(initial, "2");

        vectors.finish(2 + 2 + 34 * (1 + 1 + 6));
    }

    // The example's table has no data keys; these two are quoted in the manuals of several makers for the same keys.
    @Test
    void dataKey_ofTheExample_hasTheExtraStep() {
        PaymentKey transaction = PaymentKey.tdes(hex("27F66D5244FF62E1AA6F6120EDEB4280"), tdes);

        PaymentKey data = TdesDukpt.workingKey(transaction, TdesDukpt.Use.DATA_REQUEST);
        PaymentKey legacy = TdesDukpt.legacyDataKey(transaction, TdesDukpt.Use.DATA_REQUEST);

        assertThat(data.bytes()).isEqualTo(hex("C39B2778B058AC376FB18DC906F75CBA"));
        assertThat(legacy.bytes()).isEqualTo(hex("27F66D52440062E1AA6F6120ED144280"));
    }

    private PaymentKey initialKey(String file) {
        vectors.in(file);
        PaymentKey bdk = PaymentKey.tdes(vectors.bytes("bdk"), tdes);
        byte[] first = vectors.bytes("iksn");
        first[first.length - 1] |= 1;
        PaymentKey initial = TdesDukpt.initialKey(bdk, DukptKsn.read(first));
        vectors.same("ik_verify", initial.bytes());
        vectors.same("iksn", DukptKsn.read(first).device().toByteArray());
        return initial;
    }

    private void compare(PaymentKey initial, String table) {
        byte[] data = vectors.text("txn_data").getBytes(StandardCharsets.US_ASCII);
        byte[] pin = vectors.bytes("pinblock");
        assertThat(pinBlock(vectors.bytes("pin"), vectors.text("pan"))).isEqualTo(pin);
        DukptTerminal terminal = DukptTerminal.load(initial, DukptKsn.read(vectors.bytes("ksn_verify" + table, 0)));
        for (int i = 0; i < vectors.count("ksn_verify" + table); i++) {
            DukptKsn ksn = DukptKsn.read(vectors.bytes("ksn_verify" + table, i));
            DukptTerminal.Transaction transaction = terminal.next();
            PaymentKey key = TdesDukpt.transactionKey(initial, ksn);
            vectors.same("ksn_verify" + table, i, transaction.ksn().value().toByteArray());
            vectors.same("txn_key_verify" + table, i, transaction.key().bytes());
            vectors.same("txn_key_verify" + table, i, key.bytes());
            vectors.same("encrypted_pinblock_verify" + table, i, Blocks.encrypt(use(key, TdesDukpt.Use.PIN), pin));
            PaymentKey request = use(key, TdesDukpt.Use.MAC_REQUEST);
            PaymentKey response = use(key, TdesDukpt.Use.MAC_RESPONSE);
            vectors.same("mac_request_verify" + table, i, cut(MacScheme.RETAIL_1.make(request, data)));
            vectors.same("mac_response_verify" + table, i, cut(MacScheme.RETAIL_1.make(response, data)));
            vectors.same("cmac_request_verify" + table, i, MacScheme.CMAC.make(request, data));
            vectors.same("cmac_response_verify" + table, i, MacScheme.CMAC.make(response, data));
        }
    }

    private static PaymentKey use(PaymentKey key, TdesDukpt.Use use) {
        return TdesDukpt.workingKey(key, use);
    }

    // The codec of PIN blocks has its own test; here only the example's own block is made from its own PIN.
    private static byte[] pinBlock(byte[] pin, String pan) {
        StringBuilder field = new StringBuilder("0" + pin.length);
        for (byte digit : pin) {
            field.append(digit);
        }
        byte[] account = hex("0000" + pan.replace("F", "").substring(0, 12));
        byte[] padded = hex(field + "F".repeat(16 - field.length()));
        return Blocks.xor(padded, account);
    }

    private static byte[] cut(byte[] mac) {
        return Arrays.copyOf(mac, 4);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
