package dev.tidegate.gateway.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.Rrn;
import dev.tidegate.core.payment.Stan;
import dev.tidegate.gateway.fixture.Profiles;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.fixture.WireMessage;
import dev.tidegate.gateway.profile.MessageKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the packing library lets through and the codec does not. */
class StrictCodecTest {
    private static final Instant SENT_AT = Instant.parse("2026-11-22T13:04:05Z");

    private final IsoCodec codec = new IsoCodec(Profiles.generic());

    private WireMessage approval() {
        Outbound sale =
                codec.sale(GoldenMessageTest.facts(MessageKind.SALE, false, SENT_AT, 17, null), Sales.card(false));
        return WireMessage.read(sale.bytes()).answer("00");
    }

    private void refused(byte[] frame) {
        assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> codec.decode(frame));
    }

    @Test
    void answer_withNonDecimalNibbles_isRefused() {
        WireMessage broken = new WireMessage("0210", new TreeMap<>(approval().fields()));

        refused(broken.with(4, "00000000012A").write());
        refused(broken.with(4, "0000000023AF").write());
        refused(broken.with(11, "0000B7").write());
    }

    @Test
    void answer_withBytesLeftOver_isRefused() {
        byte[] frame = approval().write();
        byte[] longer = Arrays.copyOf(frame, frame.length + 5);

        refused(longer);
    }

    @Test
    void answer_truncatedAtAnyByte_isRefused() {
        byte[] frame = approval().with(55, "910AAABBCCDDEEFF00113030").write();

        for (int length = 0; length < frame.length; length++) {
            refused(Arrays.copyOf(frame, length));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"FF00", "0200", "0220", "0800", "1210", "0212", "0000", "02A0"})
    void answer_ofAnotherType_isRefused(String type) {
        refused(new WireMessage(type, approval().fields()).write());
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 11, 37, 39, 41})
    void answer_withoutWhatItMustHold_isRefused(int field) {
        refused(approval().without(field).write());
    }

    @Test
    void answer_withAFieldOutsideTheTable_isRefused() {
        byte[] frame = approval().write();
        frame[2 + 7] |= 0x01;

        refused(frame);
    }

    @Test
    void answer_withTheStanZero_isRefused() {
        refused(approval().with(11, "000000").write());
    }

    @Test
    void answer_withIssuerDataThatIsNoTlv_isRefused() {
        refused(approval().with(55, "9184FFFFFFFF").write());
        refused(approval().with(55, "91").write());
        refused(approval().with(55, "9180").write());
    }

    @Test
    void answer_withForeignTags_keepsWhatTheCardNeeds() {
        IsoMessage answer = codec.decode(
                approval().with(55, "9104AABBCCDD" + "DF0101FF" + "8A023030").write());

        assertThat(answer.issuerData().tags())
                .containsExactly(Tag.ISSUER_AUTHENTICATION, Tag.AUTHORISATION_RESPONSE_CODE);
    }

    @Test
    void answer_withSeveralScripts_losesNone() {
        IsoMessage answer = codec.decode(
                approval().with(55, "7103860101" + "7203860102" + "7203860103").write());

        assertThat(answer.issuerData().value(Tag.ISSUER_SCRIPT_1).hex()).isEqualTo("860101");
        assertThat(answer.issuerData().value(Tag.ISSUER_SCRIPT_2).hex()).isEqualTo("72038601027203860103");
    }

    @Test
    void answer_withCardData_doesNotShowIt() {
        WireMessage withNumber = approval().with(2, Sales.NUMBER).with(14, "3012");

        IsoMessage answer = codec.decode(withNumber.write());

        assertThat(answer.fields()).doesNotContainKeys(2, 14);
        assertThat(answer.toString()).doesNotContain(Sales.NUMBER);
    }

    @Test
    void refusal_ofAnAnswerWithCardData_quotesNothing() {
        byte[] frame = Arrays.copyOf(approval().with(2, Sales.NUMBER).write(), 40);

        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> codec.decode(frame))
                .satisfies(e -> {
                    assertThat(e.getCause()).isNull();
                    assertThat(e.getMessage()).doesNotContain(Sales.NUMBER.substring(0, 6), Sales.NUMBER.substring(12));
                });
    }

    @Test
    void frames_mutatedThreeThousandTimes_areReadOrRefusedAndNothingElse() {
        byte[] good = approval().with(55, "910AAABBCCDDEEFF00113030").write();
        Random chance = new Random(20_261_122L);
        int read = 0;

        for (int i = 0; i < 3_000; i++) {
            byte[] frame = Arrays.copyOf(good, Math.max(1, good.length + chance.nextInt(-3, 4)));
            for (int flips = chance.nextInt(1, 4); flips > 0; flips--) {
                frame[chance.nextInt(frame.length)] ^= (byte) (1 << chance.nextInt(8));
            }
            read += reads(frame) ? 1 : 0;
        }

        assertThat(read).isLessThan(3_000);
    }

    private boolean reads(byte[] frame) {
        try {
            // Whatever is read says one type, one STAN.
            return codec.decode(frame).stan().value() > 0;
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    @Test
    void message_withoutAMandatoryTag_cannotBeMade() {
        Map<Tag, Octets> fewer = new LinkedHashMap<>();
        TlvSet all = Sales.request(Sales.AMOUNT).tags();
        all.tags().stream()
                .filter(tag -> !tag.equals(Tag.ISSUER_APPLICATION))
                .forEach(tag -> fewer.put(tag, all.value(tag)));

        assertThatExceptionOfType(UnsendableException.class)
                .isThrownBy(() -> codec.sale(sale(EntryMode.CHIP, new FrozenTags(TlvSet.of(fewer))), Sales.card(false)))
                .satisfies(e -> assertThat(e.field()).isEqualTo(55));
    }

    @Test
    void message_withTagsAboveTheLimit_cannotBeMade() {
        TlvSet large = Sales.request(Sales.AMOUNT).tags().with(new Tag(0x9F09), Octets.of(new byte[200]));

        assertThatExceptionOfType(UnsendableException.class)
                .isThrownBy(() -> codec.sale(sale(EntryMode.CHIP, new FrozenTags(large)), Sales.card(false)));
    }

    @Test
    void message_ofATagThatTheTableDoesNotName_leavesItOut() {
        TlvSet more = Sales.request(Sales.AMOUNT).tags().with(new Tag(0x9F6E), Octets.ofHex("20700000"));

        Outbound message = codec.sale(sale(EntryMode.CHIP, new FrozenTags(more)), Sales.card(false));

        assertThat(WireMessage.read(message.bytes()).tags())
                .doesNotContain("9F6E")
                .contains("9F26");
    }

    @Test
    void message_ofAnEntryModeWithoutARow_cannotBeMade(@TempDir Path folder) throws IOException {
        IsoCodec noTaps = new IsoCodec(Profiles.edited(folder, "TAP: \"071\", ", ""));

        assertThatExceptionOfType(UnsendableException.class)
                .isThrownBy(() -> noTaps.sale(sale(EntryMode.TAP, Sales.request(Sales.AMOUNT)), Sales.card(false)))
                .satisfies(e -> assertThat(e.field()).isEqualTo(22));
    }

    @Test
    void message_closed_isWiped() {
        Outbound message = codec.sale(sale(EntryMode.CHIP, Sales.request(Sales.AMOUNT)), Sales.card(true));

        message.close();

        assertThat(message.bytes()).containsOnly(0);
        assertThat(message.toString()).doesNotContain(Sales.NUMBER);
    }

    @Test
    void message_ofEveryAmount_readsBackTheSame() {
        Random chance = new Random(7);
        for (int i = 0; i < 200; i++) {
            Amount amount = Amount.of(chance.nextLong(1, Amount.MINOR_MAX), "EUR");
            SaleFacts facts = new SaleFacts(
                    MessageKind.SALE,
                    false,
                    Sales.TERMINAL,
                    amount,
                    Sales.SOLD_AT,
                    EntryMode.CHIP,
                    Sales.request(amount),
                    new Stan(chance.nextInt(1, Stan.VALUE_MAX)),
                    new Rrn("632600000001"),
                    SENT_AT,
                    null);

            WireMessage read =
                    WireMessage.read(codec.sale(facts, Sales.card(false)).bytes());

            assertThat(read.text(4)).isEqualTo(String.format(Locale.ROOT, "%012d", amount.minor()));
            assertThat(read.text(11)).isEqualTo(facts.stan().toString());
        }
    }

    private static SaleFacts sale(EntryMode mode, FrozenTags tags) {
        return new SaleFacts(
                MessageKind.SALE,
                false,
                Sales.TERMINAL,
                Sales.AMOUNT,
                Sales.SOLD_AT,
                mode,
                tags,
                new Stan(17),
                new Rrn("632600000001"),
                SENT_AT,
                null);
    }
}
