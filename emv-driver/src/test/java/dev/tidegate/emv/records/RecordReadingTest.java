package dev.tidegate.emv.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.records.RecordReading.Application;
import dev.tidegate.emv.step.Step;
import dev.tidegate.emv.testcard.Hex;
import dev.tidegate.emv.testcard.Objects;
import dev.tidegate.emv.testcard.Play;
import dev.tidegate.emv.testcard.ScriptCard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Read application data (EMV 4.4 Book 3, 10.2), and what of it is authenticated (10.3). */
final class RecordReadingTest {
    private static final String CONTENT = Hex.tlv("5A", "4761739001010119")
            + Hex.tlv("5F24", "391231")
            + Hex.tlv("8C", "9F0206")
            + Hex.tlv("8D", "8A02");

    @Test
    void read_oneRecord_givesItsObjects() {
        ScriptCard card = new ScriptCard().on("00B2010C00", Hex.tlv("70", CONTENT) + "9000");

        Application application = Play.result(read("08010100"), card);

        assertThat(application.objects().octets(new Tag(0x8C)).hex()).isEqualTo("9F0206");
        assertThat(application.objects().authenticated()).isEmpty();
        assertThat(application.authenticable()).isTrue();
    }

    @Test
    void read_authenticatedRecordOfAGovernedFile_isItsContent() {
        ScriptCard card = new ScriptCard().on("00B2010C00", Hex.tlv("70", CONTENT) + "9000");

        Application application = Play.result(read("08010101"), card);

        assertThat(application.objects().authenticated())
                .singleElement()
                .satisfies(run -> assertThat(Hex.of(run)).isEqualTo(CONTENT));
    }

    @Test
    void read_authenticatedRecordOfAnotherFile_isWhole() {
        String own = Hex.tlv("70", Hex.tlv("9F14", "01"));
        ScriptCard card = new ScriptCard()
                .on("00B2010C00", Hex.tlv("70", CONTENT) + "9000")
                .on("00B2015C00", own + "9000");

        Application application = Play.result(read("0801010058010101"), card);

        assertThat(application.objects().authenticated())
                .singleElement()
                .satisfies(run -> assertThat(Hex.of(run)).isEqualTo(own));
        assertThat(application.objects().has(new Tag(0x9F14))).isTrue();
    }

    @Test
    void read_otherRecordThatIsNoTemplate_onlyCannotBeAuthenticated() {
        ScriptCard card = new ScriptCard()
                .on("00B2010C00", Hex.tlv("70", CONTENT) + "9000")
                .on("00B2015C00", "DEADBEEF" + "9000");

        Application application = Play.result(read("0801010058010101"), card);

        assertThat(application.authenticable()).isFalse();
    }

    @Test
    void read_otherRecordThatIsNotAuthenticated_mayBeAnything() {
        ScriptCard card = new ScriptCard()
                .on("00B2010C00", Hex.tlv("70", CONTENT) + "9000")
                .on("00B2015C00", "DEADBEEF" + "9000");

        Application application = Play.result(read("0801010058010100"), card);

        assertThat(application.authenticable()).isTrue();
    }

    @Test
    void read_otherRecordWhoseContentIsNoTlv_isAuthenticatedAndHoldsNothing() {
        ScriptCard card = new ScriptCard()
                .on("00B2010C00", Hex.tlv("70", CONTENT) + "9000")
                .on("00B2015C00", "7003DEADBE" + "9000");

        Application application = Play.result(read("0801010058010101"), card);

        assertThat(application.authenticable()).isTrue();
        assertThat(application.objects().authenticated()).hasSize(1);
        assertThat(Hex.of(application.objects().authenticated().getFirst())).isEqualTo("7003DEADBE");
    }

    @Test
    void read_governedRecordWhoseContentIsNoTlv_isACardError() {
        ScriptCard card = new ScriptCard().on("00B2010C00", "7003DEADBE" + "9000");

        assertThat(Play.reason(read("08010100"), card)).isEqualTo(EndReason.CARD_ERROR);
    }

    @Test
    void read_governedRecordThatIsNoTemplate_isACardError() {
        ScriptCard card = new ScriptCard().on("00B2010C00", "DEADBEEF" + "9000");

        assertThat(Play.reason(read("08010100"), card)).isEqualTo(EndReason.CARD_ERROR);
    }

    @Test
    void read_sameObjectInTwoRecords_isACardError() {
        ScriptCard card = new ScriptCard()
                .on("00B2010C00", Hex.tlv("70", CONTENT) + "9000")
                .on("00B2020C00", Hex.tlv("70", Hex.tlv("5F24", "391231")) + "9000");

        assertThat(Play.reason(read("08010200"), card)).isEqualTo(EndReason.CARD_ERROR);
    }

    @Test
    void read_sameTemplateTwice_isNoError() {
        String templates = Hex.tlv("BF0C", "9C00") + Hex.tlv("BF0C", "9C00");
        ScriptCard card = new ScriptCard().on("00B2010C00", Hex.tlv("70", CONTENT, templates) + "9000");

        assertThat(Play.result(read("08010100"), card).authenticable()).isTrue();
    }

    @Test
    void read_recordThatIsNotThere_isACardError() {
        ScriptCard card = new ScriptCard().on("00B2010C00", "6A83");

        assertThat(Play.reason(read("08010100"), card)).isEqualTo(EndReason.CARD_ERROR);
    }

    @Test
    void read_mandatoryObjectMissing_isACardError() {
        String without = CONTENT.replace(Hex.tlv("8D", "8A02"), "");
        ScriptCard card = new ScriptCard().on("00B2010C00", Hex.tlv("70", without) + "9000");

        assertThat(Play.reason(read("08010100"), card)).isEqualTo(EndReason.CARD_ERROR);
    }

    @Test
    void read_profileInARecord_doesNotReplaceTheOneOfTheBeginning() {
        ScriptCard card = new ScriptCard().on("00B2010C00", Hex.tlv("70", CONTENT, Hex.tlv("82", "FFFF")) + "9000");

        Application application = Play.result(read("08010100"), card);

        assertThat(application.objects().octets(Tag.AIP).hex()).isEqualTo("7C00");
    }

    /** What is told at the beginning is signed by nobody: it must not stand for a signed object of a record. */
    @ParameterizedTest
    @CsvSource({"5F24, 491231", "8E, 00000000000000001F00", "5A, 5413330089010012"})
    void read_objectOfTheBeginningInARecordToo_isACardError(String tag, String value) {
        ScriptCard card = new ScriptCard()
                .on("00B2010C00", Hex.tlv("70", CONTENT, Hex.tlv("8E", "00000000000000005E03")) + "9000");
        CardObjects begun = Objects.card("50", "54455354", "82", "7C00", "94", "08010101", tag, value);

        assertThat(Play.reason(RecordReading.read(Objects.card("50", "54455354"), begun), card))
                .isEqualTo(EndReason.CARD_ERROR);
    }

    @Test
    void read_objectOfTheSelectionInARecordToo_isNoError() {
        ScriptCard card = new ScriptCard().on("00B2010C00", Hex.tlv("70", CONTENT, Hex.tlv("50", "4142")) + "9000");
        CardObjects selected = Objects.card("50", "54455354");
        CardObjects begun = Objects.card("50", "54455354", "82", "7C00", "94", "08010100");

        assertThat(Play.result(RecordReading.read(selected, begun), card).authenticable())
                .isTrue();
    }

    private static Step<Application> read(String locator) {
        return RecordReading.read(Objects.card(), Objects.card("82", "7C00", "94", locator));
    }
}
