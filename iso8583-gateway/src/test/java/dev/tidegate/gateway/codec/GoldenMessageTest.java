package dev.tidegate.gateway.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.Rrn;
import dev.tidegate.core.payment.Stan;
import dev.tidegate.gateway.codec.SaleFacts.Original;
import dev.tidegate.gateway.fixture.Profiles;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.profile.MessageKind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The messages of the generic profile, byte for byte as an independent encoder wrote them. */
class GoldenMessageTest {
    private static final Instant SENT_AT = Instant.parse("2026-11-22T13:04:05Z");
    private static final Rrn RRN = new Rrn("632600000001");
    private static final String NUMBER_LL = "16" + Sales.NUMBER;
    private static final String MERCHANT = "54494C4C303030314D45524348414E5430303030303031"
            + "436F726E65722073686F702C204265726C696E" + "20".repeat(21) + "0978";
    private static final String RRN_ASCII = "363332363030303030303031";
    private static final String CHIP_END = "9F100706011203A000009F3704DEADBEEF9F36020001950500000000009A032611229C0100"
            + "9F02060000000012505F2A020978820219809F1A0202769F0306000000000000";
    private static final String ARQC = "9F260811223344556677889F270180" + CHIP_END;
    private static final String TC = "9F260811223344556677889F270140" + CHIP_END + "8A025931";
    private static final String MARK = "001553414D504C452D4445464552524544";

    private final IsoCodec codec = new IsoCodec(Profiles.generic());

    @Test
    void sale_withTrack_isTheGoldenMessage() {
        Outbound message = codec.sale(facts(MessageKind.SALE, false, SENT_AT, 17, null), Sales.card(true));

        assertThat(hex(message))
                .isEqualTo("0200723C468028E08200" + NUMBER_LL + "000000" + "000000001250" + "1122130405" + "000017"
                        + "140405" + "1122" + "3012" + "5411" + "0051" + "0001" + "00" + "37" + "0" + Sales.NUMBER
                        + "D30121010000000000000" + RRN_ASCII + MERCHANT + "0084" + ARQC);
    }

    @Test
    void deferred_firstTime_isTheGoldenMessageWithTheMark() {
        Instant later = Instant.parse("2026-11-22T15:00:00Z");

        Outbound message = codec.sale(facts(MessageKind.DEFERRED, false, later, 17, null), Sales.card(false));

        assertThat(hex(message))
                .isEqualTo("0200723C468008E08210" + NUMBER_LL + "000000" + "000000001250" + "1122150000" + "000017"
                        + "140405" + "1122" + "3012" + "5411" + "0051" + "0001" + "00" + RRN_ASCII + MERCHANT + "0084"
                        + ARQC + MARK);
    }

    @Test
    void deferred_ofAStripe_isTheGoldenMessageWithItsTrackAndNoChip() {
        Outbound message = codec.sale(stripe(MessageKind.DEFERRED), Sales.card(true));

        assertThat(hex(message))
                .isEqualTo("0200723C468028E08010" + NUMBER_LL + "000000" + "000000001250" + "1122130405" + "000017"
                        + "140405" + "1122" + "3012" + "5411" + "0901" + "0001" + "00" + "37" + "0" + Sales.NUMBER
                        + "D30121010000000000000" + RRN_ASCII + MERCHANT + MARK);
    }

    @Test
    void sale_ofAChipWithATagTooFew_isNotSentAsIfItWereAStripe() {
        SaleFacts whole = facts(MessageKind.SALE, false, SENT_AT, 17, null);
        FrozenTags few = without(Sales.request(Sales.AMOUNT), new Tag(0x9F10));

        assertThatThrownBy(() -> codec.sale(with(whole, EntryMode.CHIP, few), Sales.card(false)))
                .isInstanceOf(UnsendableException.class)
                .hasMessageContaining("field 55");
    }

    @Test
    void deferred_repeated_isAn0201WithTheSameNumbers() {
        Instant later = Instant.parse("2026-11-22T15:00:00Z");

        Outbound first = codec.sale(facts(MessageKind.DEFERRED, false, later, 17, null), Sales.card(false));
        Outbound again = codec.sale(facts(MessageKind.DEFERRED, true, later, 17, null), Sales.card(false));

        assertThat(hex(again)).isEqualTo("0201" + hex(first).substring(4));
        assertThat(again.key()).isEqualTo(first.key());
    }

    @Test
    void advice_ofACertificate_isTheGoldenMessage() {
        Outbound message = codec.sale(facts(MessageKind.ADVICE, false, SENT_AT, 17, null), Sales.card(false));

        assertThat(hex(message))
                .isEqualTo("0220723C46800EE08200" + NUMBER_LL + "000000" + "000000001250" + "1122130405" + "000017"
                        + "140405" + "1122" + "3012" + "5411" + "0051" + "0001" + "00" + RRN_ASCII + "303030303030"
                        + "3030" + MERCHANT + "0088" + TC);
    }

    @Test
    void reversal_ofASale_namesItInField90() {
        Instant later = Instant.parse("2026-11-22T13:04:15Z");
        Original original = new Original(MessageKind.SALE, new Stan(17), SENT_AT);

        Outbound message = codec.sale(facts(MessageKind.REVERSAL, false, later, 18, original), Sales.card(false));

        assertThat(hex(message))
                .isEqualTo("0420F23C048008C080000000004000000000" + NUMBER_LL + "000000" + "000000001250" + "1122130415"
                        + "000018" + "140405" + "1122" + "3012" + "0051" + "00" + RRN_ASCII
                        + "54494C4C303030314D45524348414E5430303030303031" + "0978" + "0200" + "000017" + "1122130405"
                        + "0".repeat(22));
    }

    @Test
    void reversal_repeated_isAn0421() {
        Original original = new Original(MessageKind.SALE, new Stan(17), SENT_AT);

        Outbound message = codec.sale(facts(MessageKind.REVERSAL, true, SENT_AT, 18, original), Sales.card(false));

        assertThat(message.type()).isEqualTo("0421");
    }

    @Test
    void network_signOn_isTheGoldenMessage() {
        Outbound message = codec.network(new Stan(1), "001", SENT_AT);

        assertThat(hex(message)).isEqualTo("08008220000000000000040000000000000011221304050000010001");
    }

    @Test
    void answer_approved_isReadFieldByField() {
        String golden =
                "0210323800000EC082000000000000000012501122130405000017140405112236333236303030303030303130303030"
                        + "3031303054494C4C303030314D45524348414E543030303030303109780016910AAABBCCDDEEFF"
                        + "001130308A023030";

        IsoMessage answer = codec.decode(Octets.ofHex(golden).toByteArray());

        assertThat(answer.type()).isEqualTo("0210");
        assertThat(answer.responseCode()).isEqualTo("00");
        assertThat(answer.authorisationCode()).isEqualTo("000001");
        assertThat(answer.rrn()).isEqualTo("632600000001");
        assertThat(answer.text(4)).isEqualTo("000000001250");
        assertThat(answer.key()).isEqualTo(new MatchKey('2', "TILL0001", new Stan(17)));
        assertThat(answer.issuerData().value(Tag.ISSUER_AUTHENTICATION).hex()).isEqualTo("AABBCCDDEEFF00113030");
        assertThat(answer.issuerData().value(Tag.AUTHORISATION_RESPONSE_CODE).hex())
                .isEqualTo("3030");
    }

    static SaleFacts facts(MessageKind kind, boolean repeat, Instant sentAt, int stan, @Nullable Original original) {
        FrozenTags tags = kind == MessageKind.ADVICE ? Sales.certificate(Sales.AMOUNT) : Sales.request(Sales.AMOUNT);
        return new SaleFacts(
                kind,
                repeat,
                Sales.TERMINAL,
                Sales.AMOUNT,
                Sales.SOLD_AT,
                EntryMode.CHIP,
                tags,
                new Stan(stan),
                RRN,
                sentAt,
                original);
    }

    private static SaleFacts stripe(MessageKind kind) {
        return with(facts(kind, false, SENT_AT, 17, null), EntryMode.SWIPE, null);
    }

    static SaleFacts with(SaleFacts facts, EntryMode mode, @Nullable FrozenTags tags) {
        return new SaleFacts(
                facts.kind(),
                facts.repeat(),
                facts.terminal(),
                facts.amount(),
                facts.soldAt(),
                mode,
                tags,
                facts.stan(),
                facts.rrn(),
                facts.sentAt(),
                facts.original());
    }

    private static FrozenTags without(FrozenTags tags, Tag one) {
        Map<Tag, Octets> left = new LinkedHashMap<>();
        for (Tag tag : tags.tags().tags()) {
            if (!tag.equals(one)) {
                left.put(tag, tags.tags().value(tag));
            }
        }
        return new FrozenTags(TlvSet.of(left));
    }

    private static String hex(Outbound message) {
        return Octets.of(message.bytes()).hex();
    }

    static ClearCard card() {
        return Sales.card(false);
    }
}
