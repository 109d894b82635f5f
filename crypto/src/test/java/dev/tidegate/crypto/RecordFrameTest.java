package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.RecordType;
import dev.tidegate.core.payment.SealedBody;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordFrameTest {
    private static final UUID EPOCH = UUID.fromString("22222222-3333-4444-8555-666666666666");
    private static final byte[] SUMMARY = {(byte) 0xA0};

    @Test
    void write_aHeader_liesAsDrawn() {
        ByteBuffer raw = ByteBuffer.wrap(bytes(write(Samples.body())));

        assertThat(new String(raw.array(), 0, 4, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("TGS1");
        assertThat(raw.get(4)).isEqualTo((byte) 1);
        assertThat(raw.get(5)).isEqualTo((byte) 3);
        assertThat(raw.getShort(6)).isZero();
        assertThat(raw.getShort(8)).isEqualTo((short) 1);
        assertThat(raw.getShort(10)).isEqualTo((short) 1);
        assertThat(raw.getInt(12)).isEqualTo(65 + 272);
        assertThat(uuid(raw, 16)).isEqualTo(Samples.TILL.value());
        assertThat(uuid(raw, 32)).isEqualTo(EPOCH);
        assertThat(raw.getLong(48)).isEqualTo(7);
        assertThat(raw.getLong(56)).isEqualTo(Samples.NOON.toEpochMilli());
        assertThat(uuid(raw, 64)).isEqualTo(Samples.payment(1).value());
        assertThat(raw.getLong(80)).isEqualTo(0x3333333333333333L);
        assertThat(raw.getLong(88)).isZero();
        assertThat(Octets.of(raw.array(), 96, 32)).isEqualTo(Samples.bytes(32, 0x66));
        assertThat(raw.get(128)).isEqualTo((byte) 0xA0);
        assertThat(raw.array()).hasSize(128 + 1 + 65 + 272 + 32);
    }

    @Test
    void link_ofARecord_followsTheFormula() throws GeneralSecurityException {
        byte[] raw = bytes(write(Samples.body()));

        byte[] link = RecordFrame.read(Octets.of(raw)).link();

        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        byte[] summary = sha.digest(SUMMARY);
        byte[] body = sha.digest(Arrays.copyOfRange(raw, 129, raw.length - 32));
        sha.update(Samples.ascii("tidegate/saf/v1"));
        sha.update(raw, 0, 128);
        sha.update(summary);
        assertThat(link).isEqualTo(sha.digest(body));
    }

    @Test
    void genesis_ofATill_followsTheFormula() throws GeneralSecurityException {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        sha.update(Samples.ascii("genesis"));

        assertThat(RecordFrame.genesis(Samples.TILL).toByteArray())
                .isEqualTo(sha.digest(RecordFrame.bytes(Samples.TILL.value())));
    }

    @Test
    void read_whatWasWritten_givesTheSame() {
        RecordFrame frame = RecordFrame.read(write(Samples.body()));

        assertThat(frame.type()).isEqualTo(RecordType.STORED);
        assertThat(frame.till()).isEqualTo(Samples.TILL);
        assertThat(frame.seq()).isEqualTo(7);
        assertThat(frame.previous()).isEqualTo(Samples.bytes(32, 0x66));
        assertThat(frame.summary()).isEqualTo(SUMMARY);
        assertThat(frame.body()).isEqualTo(Samples.body());
        assertThat(RecordFrame.read(write(null)).body()).isNull();
    }

    @Test
    void read_impossibleFixedFields_areNamed() {
        refused("BAD_MAGIC", raw -> raw.put(0, (byte) 't'));
        refused("BAD_VERSION", raw -> raw.put(4, (byte) 2));
        refused("BAD_TYPE", raw -> raw.put(5, (byte) 0));
        refused("BAD_TYPE", raw -> raw.put(5, (byte) 12));
        refused("BAD_FLAGS", raw -> raw.putShort(6, (short) 8));
        refused("BAD_FLAGS", raw -> raw.putShort(6, (short) 0x8000));
        refused("BAD_FLAGS", raw -> raw.putShort(6, (short) RecordFrame.FLAG_LOSS));
        refused("UNKNOWN_SUITE", raw -> raw.putShort(8, (short) 3));
        refused("BAD_LENGTH", raw -> raw.putShort(8, (short) 2));
        refused("UNKNOWN_SUITE", raw -> raw.putShort(8, (short) 0xFFFF));
        refused("BAD_LENGTH", raw -> raw.putShort(8, (short) 0));
        refused("BAD_LENGTH", raw -> raw.putShort(10, (short) 2));
        refused("BAD_LENGTH", raw -> raw.putShort(10, (short) 0xFFFF));
        refused("BAD_LENGTH", raw -> raw.putInt(12, 65 + 273));
        refused("BAD_LENGTH", raw -> raw.putInt(12, -1));
        refused("BAD_LENGTH", raw -> raw.putInt(12, Integer.MAX_VALUE));
        refused("BAD_SEQ", raw -> raw.putLong(48, 0));
        refused("BAD_SEQ", raw -> raw.putLong(48, Long.MIN_VALUE));
    }

    @Test
    void read_allowedFlags_arePassed() {
        byte[] raw = bytes(write(Samples.body()));
        ByteBuffer.wrap(raw).putShort(6, (short) (RecordFrame.FLAG_SENSITIVE | RecordFrame.FLAG_TEST));

        assertThat(RecordFrame.read(Octets.of(raw)).flags()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 128, 159, 12_289, 100_000})
    void read_impossibleLength_isNamed(int length) {
        assertThatThrownBy(() -> RecordFrame.read(Octets.of(new byte[length])))
                .isInstanceOf(Rejection.class)
                .hasMessage("BAD_LENGTH");
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 256, 271, 273, 512, 784, 8_209, 16_400})
    void read_bodyThatPaddingDoesNotMake_isNamed(int ciphertext) {
        byte[] raw = new byte[128 + 65 + ciphertext + 32];
        ByteBuffer fields = ByteBuffer.wrap(raw).putInt(0, RecordFrame.MAGIC);
        fields.put(4, (byte) 1).put(5, (byte) 3).putShort(8, (short) 1);
        fields.putInt(12, 65 + ciphertext).putLong(48, 1);

        assertThatThrownBy(() -> RecordFrame.read(Octets.of(raw))).hasMessage("BAD_LENGTH");
    }

    private static void refused(String code, Consumer<ByteBuffer> change) {
        byte[] raw = bytes(write(Samples.body()));
        change.accept(ByteBuffer.wrap(raw));
        assertThatThrownBy(() -> RecordFrame.read(Octets.of(raw)))
                .isInstanceOf(Rejection.class)
                .hasMessage(code);
    }

    private static Octets write(@org.jspecify.annotations.Nullable SealedBody body) {
        RecordHeader header = new RecordHeader(
                RecordType.STORED,
                0,
                Samples.TILL,
                EPOCH,
                7,
                Samples.NOON.toEpochMilli(),
                Samples.payment(1).value(),
                0,
                Samples.bytes(32, 0x66));
        return RecordFrame.write(header, SUMMARY, body).withMac(new byte[32]);
    }

    private static byte[] bytes(Octets octets) {
        return octets.toByteArray();
    }

    private static UUID uuid(ByteBuffer raw, int at) {
        return new UUID(raw.getLong(at), raw.getLong(at + 8));
    }
}
