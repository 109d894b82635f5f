package dev.tidegate.gateway.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Brand;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.gateway.fixture.Profiles;
import dev.tidegate.gateway.fixture.Sales;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A profile's tables: tags of DE 55 by scheme, DE 22 from facts, DE 39 by scheme and day. */
class TablesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final String ALL = "request: \"9F26 9F27 9F10 9F37 9F36 95 9A 9C 9F02 5F2A 82 9F1A 9F03 84? 9F33? "
            + "9F34? 9F35? 9F1E? 9F09? 9F41? 5F34?\"";
    private static final Tag FORM = new Tag(0x9F6E);

    @TempDir
    private Path folder;

    private final TlvSet tags = Sales.request(Sales.AMOUNT).tags();

    @Test
    void tags_inTheTablesOrder_whateverTheCardsOrder() throws IOException {
        ChipTables chip = chip("request: \"9F36 9F26 95\"", "");

        assertThat(chosen(chip, Brand.VISA, tags))
                .isEqualTo("9F36020001" + "9F26081122334455667788" + "95050000000000");
    }

    @Test
    void tag_thatMustBeThere_isMissed() throws IOException {
        ChipTables chip = chip("request: \"9F26 84\"", "");

        assertThat(chip.select("request", Brand.VISA, new FrozenTags(tags))).isEmpty();
    }

    @Test
    void tag_ofThreeBytes_isWrittenWhole() {
        assertThat(new Tag(0xDF8129).length()).isEqualTo(3);
        assertThat(FrozenTags.allows(new Tag(0xDF8129))).isFalse();
    }

    @Test
    void tag_thatTheTableDoesNotName_isLeftOut() throws IOException {
        ChipTables chip = chip("request: \"9F26\"", "");

        assertThat(chosen(chip, Brand.VISA, tags.with(FORM, Octets.ofHex("20700000"))))
                .isEqualTo("9F26081122334455667788");
    }

    @Test
    void tag_prohibitedInThisMessage_isLeftOut() throws IOException {
        ChipTables chip = chip("request: \"9F26 9F6E:P\"", "");

        assertThat(chosen(chip, Brand.VISA, tags.with(FORM, Octets.ofHex("20700000"))))
                .isEqualTo("9F26081122334455667788");
    }

    @Test
    void tag_forbiddenByTheProfile_keepsTheMessageFromBeingMade() throws IOException {
        ChipTables chip = chip("request: \"9F26\"", "  forbidden: \"9F6E\"\n");

        assertThat(chip.select("request", Brand.VISA, new FrozenTags(tags.with(FORM, Octets.ofHex("20700000")))))
                .isEmpty();
    }

    @Test
    void field_atItsLimit_isSent() throws IOException {
        ChipTables chip = chip("request: \"9F26 9F6E\"", "  schemes: {VISA: {request: \"9F6E\"}}\n");
        int room = 255 - 11 - 4;

        assertThat(chosen(chip, Brand.VISA, tags.with(FORM, Octets.of(new byte[room]))))
                .hasSize(2 * 255);
        assertThat(chip.select("request", Brand.VISA, new FrozenTags(tags.with(FORM, Octets.of(new byte[room + 1])))))
                .isEmpty();
    }

    @Test
    void optionalTag_whereRoomIsShort_isLeftOutFirst() throws IOException {
        ChipTables chip = chip("request: \"9F26 9F6E:O 9F36\"", "");

        assertThat(chosen(chip, Brand.VISA, tags.with(FORM, Octets.of(new byte[250]))))
                .isEqualTo("9F26081122334455667788" + "9F36020001");
    }

    @Test
    void scheme_withARowOfItsOwn_keepsTheTagsPlaceOrAddsIt() throws IOException {
        ChipTables chip = chip("request: \"9F26 9F34? 9F36\"", "  schemes: {MASTERCARD: {request: \"9F34 9F6E?\"}}\n");
        TlvSet verified = tags.with(Tag.CVM_RESULTS, Octets.ofHex("1F0302")).with(FORM, Octets.ofHex("01"));

        assertThat(chip.select("request", Brand.VISA, new FrozenTags(tags))).isPresent();
        assertThat(chip.select("request", Brand.MASTERCARD, new FrozenTags(tags)))
                .isEmpty();
        assertThat(chosen(chip, Brand.MASTERCARD, verified))
                .isEqualTo("9F26081122334455667788" + "9F34031F0302" + "9F36020001" + "9F6E0101");
    }

    @Test
    void wrapper_ofADataset_standsAroundTheTagsAndIsTakenOff() throws IOException {
        ChipTables chip = chip("request: \"9F36\"", "  wrapper: dataset01\n");

        Octets field = chip.select("request", Brand.VISA, new FrozenTags(tags)).orElseThrow();

        assertThat(field.hex()).isEqualTo("010005" + "9F36020001");
        assertThat(chip.unwrapped(field)).contains(Octets.ofHex("9F36020001"));
        assertThat(chip.unwrapped(Octets.ofHex("0100069F36020001"))).isEmpty();
        assertThat(chip.unwrapped(Octets.ofHex("9F36"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1F0302, 510101500" + "34C",
        "420302, 510101513" + "34C",
        "020300, 510101513" + "34C",
        "410302, 510101511" + "34C",
        "1E0300, 510101554" + "34C",
        "410301, 510101500" + "34C"
    })
    void dataCode_ofAChip_saysHowTheCardholderWasVerified(String results, String code) {
        EntryModes modes = Profiles.named("elavon-like").entryModes();
        FrozenTags verified = new FrozenTags(tags.with(Tag.CVM_RESULTS, Octets.ofHex(results)));

        assertThat(modes.code(EntryMode.CHIP, verified, false)).contains(code);
    }

    @Test
    void dataCode_ofAStripe_saysStripeAndSignature() {
        assertThat(Profiles.named("ifsf-like").entryModes().code(EntryMode.SWIPE, null, false))
                .contains("510101254" + "34C");
    }

    @Test
    void dataCode_ofAStripeWithItsPin_saysPinByTheIssuer() {
        assertThat(Profiles.named("ifsf-like").entryModes().code(EntryMode.SWIPE, null, true))
                .contains("510101213" + "34C");
    }

    @Test
    void entryMode_of1987_isThreeDigits() {
        assertThat(Profiles.generic().entryModes().code(EntryMode.TAP, new FrozenTags(tags), false))
                .contains("071");
    }

    @Test
    void responseCode_ofASchemeOnADay_isTheRowThatBeganLast() throws IOException {
        String row = "deferred: duplicate, reversal: done}";
        ResponseTable responses = Profiles.edited(
                        folder,
                        row,
                        row
                                + "\n  - {codes: \"51 05\", scheme: VISA, from: \"2025-01-01\", live: declined, "
                                + "advice: exception, deferred: final, reversal: repeat}"
                                + "\n  - {codes: \"51\", scheme: VISA, from: \"2026-01-01\", live: declined, "
                                + "advice: park, deferred: retry, reversal: repeat}")
                .responses();

        assertThat(responses.row("51", Brand.VISA, LocalDate.of(2024, 12, 31)).deferred())
                .isEqualTo(ResponseTable.Stored.DECLINED);
        assertThat(responses.row("51", Brand.VISA, LocalDate.of(2025, 1, 1)).deferred())
                .isEqualTo(ResponseTable.Stored.FINAL);
        assertThat(responses.row("51", Brand.VISA, TODAY).deferred()).isEqualTo(ResponseTable.Stored.RETRY);
        assertThat(responses.row("05", Brand.VISA, TODAY).deferred()).isEqualTo(ResponseTable.Stored.FINAL);
        assertThat(responses.row("51", Brand.MASTERCARD, TODAY).deferred()).isEqualTo(ResponseTable.Stored.DECLINED);
        assertThat(responses.row("51").deferred()).isEqualTo(ResponseTable.Stored.DECLINED);
    }

    @Test
    void responseCodes_of1993_haveThreeDigits() {
        ResponseTable responses = Profiles.named("ifsf-like").responses();

        assertThat(responses.row("000").live()).isEqualTo(ResponseTable.Live.APPROVED);
        assertThat(responses.row("400").reversal()).isEqualTo(ResponseTable.Reversal.DONE);
        assertThat(responses.row("914").reversal()).isEqualTo(ResponseTable.Reversal.ABSENT);
        assertThat(responses.row("777").deferred()).isEqualTo(ResponseTable.Stored.PARK);
    }

    private ChipTables chip(String request, String more) throws IOException {
        Map<String, String> edits = new LinkedHashMap<>();
        edits.put(ALL, request);
        edits.put("  bytesMax: 255\n", "  bytesMax: 255\n" + more);
        return Profiles.edited(folder, edits, Map.of()).chip();
    }

    private static String chosen(ChipTables chip, Brand scheme, TlvSet tags) {
        return chip.select("request", scheme, new FrozenTags(tags))
                .map(Octets::hex)
                .orElse("");
    }
}
