package dev.tidegate.gateway.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.Stan;
import dev.tidegate.gateway.fixture.Profiles;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.fixture.WireMessage;
import dev.tidegate.gateway.profile.MessageKind;
import dev.tidegate.gateway.profile.ProfileHoleException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which bytes an authentication code covers, and what becomes of a message with a wrong one (D5 F01, F02). */
class MacTest {
    private static final Instant SENT_AT = Instant.parse("2026-11-22T13:04:05Z");
    private static final String NONE = "mac: none";
    private static final String FIELD_60 = "  <isofield id=\"60\"";
    private static final String MAC_FIELDS = "  <isofield id=\"64\" length=\"8\" name=\"MAC\" "
            + "class=\"org.jpos.iso.IFB_BINARY\"/>\n  <isofield id=\"128\" length=\"8\" name=\"MAC\" "
            + "class=\"org.jpos.iso.IFB_BINARY\"/>\n";

    @TempDir
    private Path folder;

    private final Checksum key = new Checksum();

    @Test
    void message_underTheWholeCoverage_hasACodeOverAllBytesBeforeIt() throws IOException {
        IsoCodec codec = codec("{algorithm: X9_19, bytes: 8, coverage: message, messages: sale}");

        byte[] frame = sale(codec);

        int at = frame.length - 8;
        assertThat(Octets.of(frame, at, 8)).isEqualTo(Octets.of(key.code(Arrays.copyOf(frame, at))));
        assertThat(frame[2 + 7] & 1).as("bit 64").isEqualTo(1);
    }

    @Test
    void message_withAFieldAbove64_hasItsCodeInField128() throws IOException {
        IsoCodec codec = codec("{algorithm: X9_19, bytes: 8, coverage: message, messages: reversal}");
        var original = new SaleFacts.Original(MessageKind.SALE, new Stan(17), SENT_AT);

        byte[] frame = codec.sale(
                        GoldenMessageTest.facts(MessageKind.REVERSAL, false, SENT_AT, 18, original), Sales.card(false))
                .bytes();

        assertThat(frame[2 + 15] & 1).as("bit 128").isEqualTo(1);
        assertThat(frame[2 + 7] & 1).as("bit 64").isZero();
        int at = frame.length - 8;
        assertThat(Octets.of(frame, at, 8)).isEqualTo(Octets.of(key.code(Arrays.copyOf(frame, at))));
    }

    @Test
    void message_underAFieldList_hasACodeOverTheirTextsInThatOrder() throws IOException {
        IsoCodec codec = codec("{algorithm: DES_CBC, bytes: 8, coverage: fields, "
                + "fields: \"2 3 4 11 14 25 32 38 39\", messages: sale}");

        byte[] frame = sale(codec);

        String covered = Sales.NUMBER + "000000" + "000000001250" + "000017" + "3012" + "00";
        assertThat(Octets.of(frame, frame.length - 8, 8))
                .isEqualTo(Octets.of(key.code(covered.getBytes(StandardCharsets.US_ASCII))));
    }

    @Test
    void message_underAFieldListAsItLies_hasACodeOverTheirBytesWithTheirLengths() throws IOException {
        IsoCodec codec =
                codec("{algorithm: X9_19, bytes: 8, coverage: fieldsOnWire, fields: \"4 2 11\", messages: sale}");

        byte[] frame = sale(codec);

        byte[] covered =
                Octets.ofHex("000000001250" + "16" + Sales.NUMBER + "000017").toByteArray();
        assertThat(Octets.of(frame, frame.length - 8, 8)).isEqualTo(Octets.of(key.code(covered)));
    }

    @Test
    void message_ofFourBytesOfCode_endsInZeros() throws IOException {
        IsoCodec codec = codec("{algorithm: X9_19, bytes: 4, coverage: message, messages: sale}");

        byte[] frame = sale(codec);

        assertThat(Arrays.copyOfRange(frame, frame.length - 4, frame.length)).containsOnly(0);
        assertThat(Arrays.copyOfRange(frame, frame.length - 8, frame.length - 4))
                .isNotEqualTo(new byte[4]);
    }

    @Test
    void message_ofAnotherKind_hasNone() throws IOException {
        IsoCodec codec = codec("{algorithm: X9_19, bytes: 8, coverage: message, messages: advice}");

        assertThat(sale(codec)[2 + 7] & 1).as("bit 64").isZero();
    }

    @Test
    void coveredBytes_afterwards_areWiped() throws IOException {
        IsoCodec codec = codec("{algorithm: X9_19, bytes: 8, coverage: message, messages: sale}");

        sale(codec);

        assertThat(key.last).containsOnly(0);
    }

    @Test
    void answer_withItsCode_isRead() throws IOException {
        IsoCodec codec = codec("{algorithm: X9_19, bytes: 8, coverage: message, messages: sale}");

        assertThat(codec.decode(answer(0)).responseCode()).isEqualTo("00");
    }

    @Test
    void answer_withAWrongCode_isAnExceptionOfItsOwn() throws IOException {
        IsoCodec codec = codec("{algorithm: X9_19, bytes: 8, coverage: message, messages: sale}");
        byte[] frame = answer(1);

        assertThatExceptionOfType(MacRejectedException.class)
                .isThrownBy(() -> codec.decode(frame))
                .satisfies(e -> assertThat(e.field()).isEqualTo(64));
    }

    @Test
    void answer_changedUnderItsCode_isRejected() throws IOException {
        IsoCodec codec = codec("{algorithm: X9_19, bytes: 8, coverage: message, messages: sale}");
        byte[] frame = answer(0);
        frame[10 + 3 + 5] ^= 0x01;

        assertThatExceptionOfType(MacRejectedException.class).isThrownBy(() -> codec.decode(frame));
    }

    @Test
    void answer_withoutACode_isRejected() throws IOException {
        IsoCodec codec = codec("{algorithm: X9_19, bytes: 8, coverage: message, messages: sale}");
        byte[] plain = WireMessage.read(sale(new IsoCodec(Profiles.generic())))
                .answer("00")
                .write();

        assertThatExceptionOfType(MacRejectedException.class).isThrownBy(() -> codec.decode(plain));
    }

    @Test
    void profile_withCodesAndNoKey_refusesToLoad() throws IOException {
        var profile =
                Profiles.edited(folder, NONE, "mac: {algorithm: X9_19, bytes: 8, coverage: message, messages: sale}");

        assertThatExceptionOfType(ProfileHoleException.class)
                .isThrownBy(() -> new IsoCodec(profile))
                .withMessageContaining("no key for authentication codes");
    }

    private IsoCodec codec(String mac) throws IOException {
        Profiles.edited(folder, NONE, "mac: " + mac);
        return new IsoCodec(Profiles.packagedIn(folder, FIELD_60, MAC_FIELDS + FIELD_60), key);
    }

    private static byte[] sale(IsoCodec codec) {
        return codec.sale(GoldenMessageTest.facts(MessageKind.SALE, false, SENT_AT, 17, null), Sales.card(false))
                .bytes();
    }

    /** The host's approval with a code that the test makes itself, and so many bits of it wrong. */
    private byte[] answer(int wrong) {
        byte[] plain = WireMessage.read(sale(new IsoCodec(Profiles.generic())))
                .answer("00")
                .write();
        byte[] frame = Arrays.copyOf(plain, plain.length + 8);
        frame[2 + 7] |= 1;
        byte[] code = key.code(Arrays.copyOf(frame, plain.length));
        code[7] ^= (byte) wrong;
        System.arraycopy(code, 0, frame, plain.length, 8);
        return frame;
    }

    /** A checksum in the place of a keyed code: what is covered is what is tested here. */
    private static final class Checksum implements MessageMac {
        private byte[] last = new byte[0];

        byte[] code(byte[] covered) {
            CRC32 sum = new CRC32();
            sum.update(covered);
            String hex = String.format(Locale.ROOT, "%08X", sum.getValue());
            return Octets.ofHex(hex + hex).toByteArray();
        }

        @Override
        public byte[] compute(byte[] covered) {
            last = covered;
            return code(covered);
        }

        @Override
        public boolean verify(byte[] covered, byte[] mac) {
            return Arrays.equals(Arrays.copyOf(code(covered), mac.length), mac);
        }
    }
}
