package dev.tidegate.crypto.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.crypto.Vectors;
import dev.tidegate.crypto.payment.SourceVectors;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The published PIN blocks. Formats 1 and 2 are not ours: their blocks must be refused as each of ours. */
final class PinBlockVectorTest {
    private static final Random CHANCE = new Random(9564);

    private final SourceVectors vectors = new SourceVectors("pinblock-iso9564.json");

    @Test
    void blocks_everyPublishedOne_agree() {
        format0();
        format3();
        format4();
        otherFormats();
        psec();

        vectors.finish(40);
    }

    private void format0() {
        vectors.in("test/pinblock_format0_test.c");
        byte[] pin = pin("pin");
        byte[] pan = pan("pan");

        vectors.same("pinblock", clear(PinBlock.ISO_0, pin, pan));
        assertThat(read(PinBlock.ISO_0, vectors.bytes("pinblock"), pan)).isEqualTo(pin);
        vectors.counted();
        refused(PinBlock.ISO_0, vectors.bytes("pinblock"), pan("bad_pan"));
    }

    private void format3() {
        vectors.in("test/pinblock_format3_test.c");
        byte[] pin = pin("pin");
        byte[] block = clear(PinBlock.ISO_3, pin, pan("pan"));

        vectors.same("pinblock_verify", Arrays.copyOf(block, 2));
        assertThat(read(PinBlock.ISO_3, block, pan("pan"))).isEqualTo(pin);
        vectors.counted();
        refused(PinBlock.ISO_3, block, pan("bad_pan"));
    }

    private void format4() {
        vectors.in("test/pinblock_format4_test.c");
        for (String n : new String[] {"", "2"}) {
            byte[] field = PinBlock.ISO_4.field(pin("pin" + n), CHANCE);
            vectors.same("pinfield_verify" + n, Arrays.copyOf(field, 8));
            assertThat(PinBlock.ISO_4.pin(field)).isEqualTo(pin("pin" + n));
            vectors.counted();
        }
        for (String n : new String[] {"", "2", "3"}) {
            vectors.same("panfield_verify" + n, PinBlock.ISO_4.account(pan("pan" + n)));
        }
    }

    private void otherFormats() {
        byte[] pan = "4012345678909".getBytes(StandardCharsets.US_ASCII);
        vectors.in("test/pinblock_format1_test.c");
        assertThat(vectors.bytes("pin").length + vectors.bytes("nonce").length).isEqualTo(13);
        everyFormatRefuses(vectors.bytes("pinblock_verify"), pan);
        vectors.in("test/pinblock_format2_test.c");
        assertThat(vectors.bytes("pin")).hasSize(5);
        everyFormatRefuses(vectors.bytes("pinblock_verify"), pan);
    }

    private void psec() {
        JsonNode more = Vectors.read("pinblock-iso9564.json").get("additional_psec");
        for (JsonNode each : more.get("format0")) {
            byte[] block = HexFormat.of().parseHex(each.get(2).asText());
            byte[] pan = ascii(each.get(1));
            assertThat(clear(PinBlock.ISO_0, ascii(each.get(0)), pan)).isEqualTo(block);
            assertThat(read(PinBlock.ISO_0, block, pan)).isEqualTo(ascii(each.get(0)));
            vectors.counted();
            vectors.counted();
        }
        for (JsonNode each : more.get("format2")) {
            everyFormatRefuses(HexFormat.of().parseHex(each.get(1).asText()), ascii(more.at("/format0/0/1")));
        }
        for (JsonNode pin : more.at("/rejects/pin")) {
            assertThatThrownBy(() -> PinBlock.ISO_0.field(ascii(pin), CHANCE))
                    .isInstanceOf(PinBlockRejectedException.class);
            vectors.counted();
        }
        for (JsonNode pan : more.at("/rejects/pan_too_short_or_not_digits")) {
            assertThatThrownBy(() -> PinBlock.ISO_0.account(ascii(pan))).isInstanceOf(PinBlockRejectedException.class);
            vectors.counted();
        }
    }

    private void everyFormatRefuses(byte[] block, byte[] pan) {
        refused(PinBlock.ISO_0, block, pan);
        refused(PinBlock.ISO_3, block, pan);
        refused(PinBlock.ISO_4, Arrays.copyOf(block, 16), pan);
    }

    private void refused(PinBlock format, byte[] block, byte[] pan) {
        assertThatThrownBy(() -> read(format, block, pan)).isInstanceOf(PinBlockRejectedException.class);
        vectors.counted();
    }

    private static byte[] clear(PinBlock format, byte[] pin, byte[] pan) {
        return xor(format.field(pin, CHANCE), format.account(pan));
    }

    private static byte[] read(PinBlock format, byte[] block, byte[] pan) {
        return format.pin(format == PinBlock.ISO_4 ? block : xor(block, format.account(pan)));
    }

    private static byte[] xor(byte[] one, byte[] other) {
        byte[] out = one.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] ^= other[i];
        }
        return out;
    }

    private byte[] pin(String name) {
        byte[] digits = vectors.bytes(name);
        for (int i = 0; i < digits.length; i++) {
            digits[i] = (byte) (digits[i] + '0');
        }
        return digits;
    }

    private byte[] pan(String name) {
        return vectors.text(name).replace("F", "").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] ascii(JsonNode text) {
        return text.asText().getBytes(StandardCharsets.US_ASCII);
    }
}
