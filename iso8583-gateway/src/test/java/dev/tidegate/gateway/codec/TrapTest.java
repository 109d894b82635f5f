package dev.tidegate.gateway.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.ExpiryDate;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import dev.tidegate.core.card.Track2;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.gateway.fixture.Profiles;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.fixture.WireMessage;
import dev.tidegate.gateway.profile.MessageKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the packing library lets through, one test for each trap of the design (iso8583.md, traps 1 to 9). */
class TrapTest {
    private static final Instant SENT_AT = Instant.parse("2026-11-22T13:04:05Z");

    private final IsoCodec codec = new IsoCodec(Profiles.generic());

    @TempDir
    private Path folder;

    @Test
    void trap1_aFrameThatCannotBeRead_leavesNoDigitInTheException() {
        byte[] frame = Arrays.copyOf(approval().with(2, Sales.NUMBER).write(), 24);

        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> codec.decode(frame))
                .satisfies(e -> {
                    assertThat(e).hasNoCause();
                    assertThat(e.getSuppressed()).isEmpty();
                    assertThat(e.getMessage()).doesNotContainPattern("[0-9]{6}");
                });
    }

    @Test
    void trap2_aLetterInAnAmount_isNotPacked() throws IOException {
        IsoCodec spoiled = new IsoCodec(Profiles.edited(folder, "3: \"=000000\"", "3: \"=00000A\""));

        assertThatExceptionOfType(UnsendableException.class)
                .isThrownBy(() -> spoiled.sale(sale(), Sales.card(false)))
                .satisfies(e -> assertThat(e.field()).isEqualTo(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000012A", "0000000023AF", "00000000000=", "F00000000000"})
    void trap3_aNibbleThatIsNoDigit_isNotRead(String amount) {
        refused(approval().with(4, amount.replace('=', 'D')).write(), 4);
    }

    @Test
    void trap4_bytesLeftOver_areNotRead() {
        byte[] frame = approval().write();

        refused(Arrays.copyOf(frame, frame.length + 5), -1);
    }

    @Test
    void trap5_chipDataLongerThanItsField_isNotPacked() {
        TlvSet large = Sales.request(Sales.AMOUNT).tags().with(new Tag(0x9F09), Octets.of(new byte[200]));

        assertThatExceptionOfType(UnsendableException.class)
                .isThrownBy(() -> codec.sale(
                        GoldenMessageTest.with(sale(), sale().entryMode(), new FrozenTags(large)), Sales.card(false)))
                .satisfies(e -> assertThat(e.field()).isEqualTo(55));
    }

    @Test
    void trap6_aMessageTypeOfNoDigits_isNotRead() {
        refused(new WireMessage("FF00", approval().fields()).write(), 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9184FFFFFFFF", "918000", "91", "9F", "9102AA", "71820001"})
    void trap7_issuerDataOfHostileLengths_isMalformedAndNothingElse(String tags) {
        refused(approval().with(55, tags).write(), 55);
    }

    @Test
    void trap7_aTagThatComesTwice_isNotTakenTwice() {
        IsoMessage answer = codec.decode(approval().with(55, "9102AABB9102CCDD").write());

        assertThat(answer.issuerData().encode().hex()).isEqualTo("9102AABB");
    }

    @Test
    void trap8_whatIsRead_isWrittenBackToTheSameBytes() {
        byte[] good = approval().with(55, "910AAABBCCDDEEFF00113030").write();
        long seed = 20_261_123L;
        Random chance = new Random(seed);
        int read = 0;

        for (int i = 0; i < 3_000; i++) {
            byte[] frame = good.clone();
            frame[chance.nextInt(frame.length)] ^= (byte) (1 << chance.nextInt(8));
            read += readsBack(frame, seed) ? 1 : 0;
        }

        assertThat(read).as("of 3,000 changed by one bit, seed " + seed).isBetween(1, 2_500);
    }

    private boolean readsBack(byte[] frame, long seed) {
        try {
            codec.decode(frame);
        } catch (MalformedMessageException e) {
            return false;
        }
        // The test's own reading of the wire, and its own writing.
        assertThat(WireMessage.read(frame).write()).as("seed " + seed).isEqualTo(frame);
        return true;
    }

    @Test
    void trap9_anOddCardNumber_isFilledAsThePackagerSays() throws IOException {
        String before =
                "id=\"2\" length=\"19\" name=\"Primary account number\" pad=\"true\" class=\"org.jpos.iso.IFB_LLNUM\"";
        String withF = before.replace("pad=\"true\"", "pad=\"false\"").replace("IFB_LLNUM", "IFB_FLLNUM");
        IsoCodec zero = codec;
        IsoCodec filled = new IsoCodec(Profiles.packaged(folder, before, withF));

        String left = hex(zero.sale(sale(), card(15, "")));
        String right = hex(filled.sale(sale(), card(15, "")));

        String digits = digits(15);
        assertThat(left).contains("15" + "0" + digits);
        assertThat(right).contains("15" + digits + "F");
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 13, 14, 15, 16, 17, 18, 19})
    void cardNumber_ofEachLength_isCountedInDigits(int length) {
        WireMessage read = WireMessage.read(codec.sale(sale(), card(length, "")).bytes());

        assertThat(read.text(2)).isEqualTo(digits(length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"D3012101", "D30121010000000000000", "D301210100000000000000"})
    void track2_ofEachLength_isCountedInDigitsAndItsSeparator(String rest) {
        WireMessage read = WireMessage.read(codec.sale(sale(), card(15, rest)).bytes());

        assertThat(read.text(35)).isEqualTo(digits(15) + rest);
    }

    @Test
    void frame_cutAtAnyByte_namesThatByteOrOneBefore() {
        byte[] frame = approval().with(55, "910AAABBCCDDEEFF00113030").write();

        for (int length = 10; length < frame.length; length++) {
            int cut = length;
            assertThatExceptionOfType(MalformedMessageException.class)
                    .isThrownBy(() -> codec.decode(Arrays.copyOf(frame, cut)))
                    .satisfies(e -> assertThat(e.offset()).isLessThanOrEqualTo(cut));
        }
    }

    private static SaleFacts sale() {
        return GoldenMessageTest.facts(MessageKind.SALE, false, SENT_AT, 17, null);
    }

    private WireMessage approval() {
        return WireMessage.read(codec.sale(sale(), Sales.card(false)).bytes()).answer("00");
    }

    private void refused(byte[] frame, int field) {
        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> codec.decode(frame))
                .satisfies(e -> assertThat(e.field()).isEqualTo(field));
    }

    private static ClearCard card(int length, String rest) {
        byte[] number = ascii(digits(length));
        Track2 track = rest.isEmpty() ? null : Track2.of(ascii(digits(length) + rest));
        return new ClearCard(Pan.of(number), new ExpiryDate(2030, 12), 1, track);
    }

    /** A number of so many digits whose check digit is right: a 4, zeros, the check digit. */
    private static String digits(int length) {
        String body = "4" + "0".repeat(length - 2);
        int sum = length % 2 == 0 ? 8 : 4;
        return body + (10 - sum % 10) % 10;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String hex(Outbound message) {
        return Octets.of(message.bytes()).hex();
    }
}
