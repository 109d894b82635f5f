package dev.tidegate.emv.apdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.testcard.Hex;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Commands byte by byte, as EMV 4.4 Book 3, 6.5 and Book 1, 11.3 have them. */
final class CommandApduTest {
    @Test
    void select_firstAndNext_differInP2() {
        Octets name = Octets.ofHex("A0000000031010");

        assertThat(hex(CommandApdu.select(name, false))).isEqualTo("00A4040007A000000003101000");
        assertThat(hex(CommandApdu.select(name, true))).isEqualTo("00A4040207A000000003101000");
    }

    @Test
    void readRecord_file4Record2_hasThemInItsParameters() {
        assertThat(hex(CommandApdu.readRecord(4, 2))).isEqualTo("00B2022400");
    }

    @Test
    void getData_ofACounter_hasItsTag() {
        assertThat(hex(CommandApdu.getData(Tag.ATC))).isEqualTo("80CA9F3600");
    }

    @Test
    void getProcessingOptions_emptyTemplate_isTold() {
        assertThat(hex(CommandApdu.getProcessingOptions(Hex.bytes("8300")))).isEqualTo("80A8000002830000");
    }

    @Test
    void internalAuthenticate_number_isTold() {
        assertThat(hex(CommandApdu.internalAuthenticate(Hex.bytes("7863AFC6")))).isEqualTo("00880000047863AFC600");
    }

    @Test
    void externalAuthenticate_anyData_expectsNone() {
        assertThat(hex(CommandApdu.externalAuthenticate(Octets.ofHex("1122334455667788"))))
                .isEqualTo("00820000081122334455667788");
    }

    @Test
    void generateCryptogram_listThatAsksForNothing_hasNoLength() {
        assertThat(hex(CommandApdu.generateCryptogram(0x80, new byte[0]))).isEqualTo("80AE800000");
        assertThat(hex(CommandApdu.generateCryptogram(0x50, Hex.bytes("3030")))).isEqualTo("80AE50000230300" + "0");
    }

    @Test
    void expectsData_eachCase_isSeen() {
        assertThat(CommandApdu.ofIssuer(Octets.ofHex("84240000")).expectsData()).isFalse();
        assertThat(CommandApdu.ofIssuer(Octets.ofHex("8424000000")).expectsData())
                .isTrue();
        assertThat(CommandApdu.ofIssuer(Octets.ofHex("8424000002AABB")).expectsData())
                .isFalse();
        assertThat(CommandApdu.ofIssuer(Octets.ofHex("8424000002AABB00")).expectsData())
                .isTrue();
        assertThat(CommandApdu.ofIssuer(Octets.ofHex("8424000000")).carriesAndExpectsData())
                .isFalse();
        assertThat(CommandApdu.ofIssuer(Octets.ofHex("8424000002AABB00")).carriesAndExpectsData())
                .isTrue();
    }

    @Test
    void ofIssuer_impossibleLength_isRefused() {
        assertThatThrownBy(() -> CommandApdu.ofIssuer(Octets.ofHex("842400")))
                .isInstanceOf(MalformedCardDataException.class);
        assertThatThrownBy(() -> CommandApdu.ofIssuer(Octets.ofHex("84".repeat(262))))
                .isInstanceOf(MalformedCardDataException.class);
    }

    @Test
    void of_moreThan255Bytes_isRefused() {
        assertThatThrownBy(() -> CommandApdu.generateCryptogram(0x80, new byte[256]))
                .isInstanceOf(MalformedCardDataException.class);
    }

    @Test
    void of_dataHandedOver_isWipedAtOnce() {
        byte[] values = Hex.bytes("4761739001010119");

        CommandApdu command = CommandApdu.generateCryptogram(0x80, values);

        assertThat(values).containsOnly(0);
        assertThat(hex(command)).contains("4761739001010119");
    }

    @Test
    void wipe_anyCommand_leavesZeros() {
        CommandApdu command = CommandApdu.generateCryptogram(0x80, Hex.bytes("4761739001010119"));

        command.wipe();

        assertThat(hex(command)).matches("0+");
    }

    @Test
    void toString_anyCommand_showsItsHeaderAlone() {
        assertThat(CommandApdu.generateCryptogram(0x80, Hex.bytes("4761739001010119")))
                .hasToString("80AE8000");
    }

    @Test
    void succeededOrWarned_eachStatus_isAsTheBookSays() {
        assertThat(new ResponseApdu(new byte[0], 0x9000).succeededOrWarned()).isTrue();
        assertThat(new ResponseApdu(new byte[0], 0x6283).succeededOrWarned()).isTrue();
        assertThat(new ResponseApdu(new byte[0], 0x63C2).succeededOrWarned()).isTrue();
        assertThat(new ResponseApdu(new byte[0], 0x6985).succeededOrWarned()).isFalse();
        assertThat(new ResponseApdu(new byte[3], 0x6985)).hasToString("ResponseApdu[3 bytes, 6985]");
    }

    private static String hex(CommandApdu command) {
        ByteBuffer buffer = ByteBuffer.allocate(CommandApdu.BYTES_MAX);
        command.writeTo(buffer);
        return Hex.of(Arrays.copyOf(buffer.array(), buffer.position()));
    }
}
