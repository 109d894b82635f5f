package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is written into the cards, read without a transaction. */
final class PersonalisationTest {
    /** A contact card's answer has at most 256 bytes before the status word. */
    private static final int ANSWER_MAX = 258;

    @TestFactory
    Stream<DynamicTest> record_thatTheLocatorNames_isThereAndFitsAnAnswer() {
        return CardProfile.all().stream()
                .map(profile -> DynamicTest.dynamicTest(profile.name(), () -> {
                    DedicatedFile application = personalised(profile).application();
                    byte[] locator = personalised(profile).fileLocator();
                    for (int at = 0; at < locator.length; at += 4) {
                        for (int number = locator[at + 1]; number <= locator[at + 2]; number++) {
                            Response record = record(application, locator[at] >> 3, number);
                            assertThat(record.status()).isEqualTo("9000");
                            assertThat(record.content()).hasSizeBetween(3, ANSWER_MAX - 2);
                        }
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> record_thatTheLocatorDoesNotName_isNotThere() {
        return CardProfile.all().stream()
                .map(profile -> DynamicTest.dynamicTest(profile.name(), () -> {
                    DedicatedFile application = personalised(profile).application();
                    assertThat(record(application, 1, 3).status()).isEqualTo("6A83");
                    assertThat(record(application, 2, 5).status()).isEqualTo("6A83");
                    assertThat(record(application, 3, 1).status()).isEqualTo("6A82");
                }));
    }

    @Test
    void holderRules_areNoneForSmallAmountsThenSignatureThenNone() {
        byte[] rules = authenticatedRecord("chip-offline").object(0x8E);

        // 50.00 in the card's currency, and no second amount.
        assertThat(Bytes.hex(rules).substring(0, 16)).isEqualTo("0000138800000000");
        // No CVM under the first amount; signature if the terminal can, and go on if it fails; no CVM always.
        assertThat(Bytes.hex(rules).substring(16)).isEqualTo("1F065E031F00");
    }

    @Test
    void actionCodes_ofAnOnlineCard_sendEveryDoubtToTheIssuer() {
        Response record = authenticatedRecord("chip-approves");

        assertThat(record.object(0x9F0D)).asHexString().isEqualTo("FC50BCF800");
        assertThat(record.object(0x9F0E)).asHexString().isEqualTo("0000000000");
        assertThat(record.object(0x9F0F)).asHexString().isEqualTo("FC50BCF800");
    }

    @Test
    void versionNumber_isThatOfTheScheme() {
        assertThat(authenticatedRecord("chip-approves").object(0x9F08))
                .asHexString()
                .isEqualTo("008C");
        assertThat(authenticatedRecord("chip-offline").object(0x9F08))
                .asHexString()
                .isEqualTo("0002");
    }

    @Test
    void lists_askForWhatTheCryptogramCovers() {
        Response record = authenticatedRecord("chip-approves");

        assertThat(record.object(0x8C)).asHexString().isEqualTo("9F02069F03069F1A0295055F2A029A039C019F3704");
        assertThat(record.object(0x8D)).asHexString().isEqualTo("8A029F02069F03069F1A0295055F2A029A039C019F3704");
    }

    @Test
    void holderName_isNobodys() {
        Response record = record(personalised(Cards.profile("chip-approves")).application(), 1, 1);

        assertThat(record.object(0x5F20)).asString().isEqualTo("TEST CARD/TIDEGATE");
    }

    @Test
    void certificates_leaveARemainderEach() {
        DedicatedFile application = personalised(Cards.profile("chip-approves")).application();

        assertThat(record(application, 2, 1).object(0x92)).hasSize(4);
        assertThat(record(application, 2, 3).object(0x9F48)).hasSize(26);
    }

    @Test
    void twoPersonalisations_ofOneCard_areTheSame() {
        CardProfile profile = Cards.profile("chip-declined");

        Response first = record(personalised(profile).application(), 2, 3);
        Response second = record(personalised(profile).application(), 2, 3);

        assertThat(first.content()).isEqualTo(second.content());
    }

    private static Response authenticatedRecord(String name) {
        return record(personalised(Cards.profile(name)).application(), 1, 2);
    }

    private static Personalisation personalised(CardProfile profile) {
        return new Personalisation(profile.first(), Face.CONTACT, KeyRing.load().keysOf(profile), "201");
    }

    private static Response record(DedicatedFile file, int shortIdentifier, int number) {
        return new Response(file.record(shortIdentifier, number).bytes());
    }
}
