package dev.tidegate.simulator.acquirer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.simulator.acquirer.wire.Dialect;
import dev.tidegate.simulator.acquirer.wire.Frame;
import dev.tidegate.simulator.acquirer.wire.Framing;
import dev.tidegate.simulator.acquirer.wire.Golden1993;
import dev.tidegate.simulator.acquirer.wire.GoldenMessages;
import dev.tidegate.simulator.acquirer.wire.IsoCodec;
import dev.tidegate.simulator.acquirer.wire.MalformedFrameException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each spoiling in each dialect: what arrives, and that a reader notices. */
final class SpoiledFrameTest {
    @ParameterizedTest
    @EnumSource
    void garbage_everyDialect_isNoMessage(Dialect dialect) throws IOException {
        assertUnreadable(dialect, Spoiling.GARBAGE);
    }

    @ParameterizedTest
    @EnumSource
    void truncated_everyDialect_isNoMessage(Dialect dialect) throws IOException {
        assertUnreadable(dialect, Spoiling.TRUNCATED);
    }

    @ParameterizedTest
    @EnumSource
    void trailing_everyDialect_isNoMessage(Dialect dialect) throws IOException {
        assertUnreadable(dialect, Spoiling.TRAILING);
    }

    @ParameterizedTest
    @EnumSource
    void notDecimal_everyDialect_isNoMessage(Dialect dialect) throws IOException {
        assertUnreadable(dialect, Spoiling.NOT_DECIMAL);
    }

    @ParameterizedTest
    @EnumSource
    void badType_everyDialect_isNoMessage(Dialect dialect) throws IOException {
        assertUnreadable(dialect, Spoiling.BAD_TYPE);
    }

    @ParameterizedTest
    @EnumSource
    void badMac_everyDialect_differsInTheLastByteOnly(Dialect dialect) throws IOException {
        byte[] arrived = arrived(dialect, Spoiling.BAD_MAC).message();
        byte[] whole = answer(dialect);

        assertThat(arrived).hasSameSizeAs(whole);
        assertThat(arrived[arrived.length - 1]).isNotEqualTo(whole[whole.length - 1]);
        arrived[arrived.length - 1] = whole[whole.length - 1];
        assertThat(arrived).isEqualTo(whole);
    }

    @ParameterizedTest
    @EnumSource
    void oneByteAtATime_everyDialect_isWholeWhenJoined(Dialect dialect) throws IOException {
        SpoiledFrame spoiled = spoiled(dialect, Spoiling.ONE_BYTE_AT_A_TIME);

        assertThat(spoiled.pieces()).allMatch(piece -> piece.length == 1);
        assertThat(arrived(dialect, Spoiling.ONE_BYTE_AT_A_TIME).message()).isEqualTo(answer(dialect));
        assertThat(spoiled.hangsUp()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void halfFrame_everyDialect_endsInTheMiddle(Dialect dialect) {
        assertThat(spoiled(dialect, Spoiling.HALF_FRAME).hangsUp()).isTrue();
        assertThatThrownBy(() -> arrived(dialect, Spoiling.HALF_FRAME)).hasMessage("connection ended inside a frame");
    }

    @ParameterizedTest
    @EnumSource
    void keepAlive_everyDialect_isAPieceOfItsOwn(Dialect dialect) {
        SpoiledFrame spoiled = spoiled(dialect, Spoiling.KEEP_ALIVE);

        assertThat(spoiled.pieces()).hasSize(2);
        assertThat(spoiled.pieces().getFirst()).isEqualTo(dialect.framing().keepAlive());
    }

    @ParameterizedTest
    @EnumSource(
            value = Spoiling.class,
            names = {"NONE", "UNKNOWN_FIELD"})
    void otherwiseSpoilt_bytes_areWhole(Spoiling how) throws IOException {
        assertThat(arrived(Dialect.ELAVON_LIKE, how).message()).isEqualTo(answer(Dialect.ELAVON_LIKE));
    }

    private static void assertUnreadable(Dialect dialect, Spoiling how) throws IOException {
        byte[] message = arrived(dialect, how).message();

        assertThatThrownBy(() -> new IsoCodec(dialect).decode(message)).isInstanceOf(MalformedFrameException.class);
    }

    private static Frame arrived(Dialect dialect, Spoiling how) throws IOException {
        var bytes = new ByteArrayOutputStream();
        spoiled(dialect, how).pieces().forEach(bytes::writeBytes);
        return dialect.framing()
                .read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())))
                .orElseThrow();
    }

    private static SpoiledFrame spoiled(Dialect dialect, Spoiling how) {
        Framing framing = dialect.framing();
        return SpoiledFrame.of(how, answer(dialect), framing.unasked(new byte[1]), framing, dialect);
    }

    private static byte[] answer(Dialect dialect) {
        return HexFormat.of()
                .parseHex(
                        switch (dialect) {
                            case ISO87_GENERIC -> GoldenMessages.SALE_ANSWER;
                            case ELAVON_LIKE -> Golden1993.ELAVON_SALE_ANSWER;
                            case IFSF_LIKE -> Golden1993.IFSF_SALE_ANSWER;
                        });
    }
}
