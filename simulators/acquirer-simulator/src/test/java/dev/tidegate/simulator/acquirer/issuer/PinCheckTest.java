package dev.tidegate.simulator.acquirer.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import dev.tidegate.simulator.acquirer.wire.Mti;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PinCheckTest {
    private static final String RIGHT = "041234FFFFFFFFFF";
    private static final String WRONG = "040000FFFFFFFFFF";

    private final Issuer issuer = new Issuer(TestCard.ISSUER_KEY, new PinCheck(() -> List.of(TestCard.PIN_KEY)));
    private int atc;

    @Test
    void decide_rightPin_approves() {
        assertThat(code(RIGHT)).isEqualTo("00");
    }

    @Test
    void decide_wrongPin_isDeclined55() {
        assertThat(code(WRONG)).isEqualTo("55");
    }

    @Test
    void decide_wrongPinIn1993_isDeclined117() {
        IsoMessage message = message(TestCard.APPROVES, WRONG);
        IsoMessage later = new IsoMessage(new Mti("1200"), message.fields());

        assertThat(decide(later)).isEqualTo("117");
    }

    @Test
    void decide_threeWrongPins_isBlocked75EvenForTheRightOne() {
        assertThat(code(WRONG)).isEqualTo("55");
        assertThat(code(WRONG)).isEqualTo("55");
        assertThat(code(WRONG)).isEqualTo("75");
        assertThat(code(RIGHT)).isEqualTo("75");
    }

    @Test
    void decide_rightPinBetweenWrongOnes_countsFromTheBeginning() {
        assertThat(code(WRONG)).isEqualTo("55");
        assertThat(code(WRONG)).isEqualTo("55");
        assertThat(code(RIGHT)).isEqualTo("00");
        assertThat(code(WRONG)).isEqualTo("55");
    }

    @Test
    void decide_wrongPinsOfOneCard_doNotBlockAnother() {
        for (int i = 0; i < 3; i++) {
            code(WRONG);
        }

        assertThat(decide(message(TestCard.OFFLINE, RIGHT))).isEqualTo("00");
    }

    @Test
    void decide_underTheKeyBefore_isStillRead() {
        TripleDesKey other = TripleDesKey.ofHex("0123456789ABCDEFFEDCBA9876543210");
        Issuer changed = new Issuer(TestCard.ISSUER_KEY, new PinCheck(() -> List.of(other, TestCard.PIN_KEY)));
        Issuer twice = new Issuer(TestCard.ISSUER_KEY, new PinCheck(() -> List.of(other)));

        assertThat(decide(changed, message(TestCard.APPROVES, RIGHT))).isEqualTo("00");
        assertThat(decide(twice, message(TestCard.APPROVES, RIGHT))).isEqualTo("99");
    }

    @Test
    void decide_blockOfAnotherCard_isTroubleWithTheKey() {
        IsoMessage message = message(TestCard.APPROVES, RIGHT).with(52, TestCard.OFFLINE.pinBlock(RIGHT));

        assertThat(decide(message)).isEqualTo("99");
    }

    @ParameterizedTest
    @ValueSource(strings = {"141234FFFFFFFFFF", "031234FFFFFFFFFF", "0D1234FFFFFFFFFF", "041234FFFFFFFFF0"})
    void decide_fieldThatIsNone_isTroubleWithTheKey(String field) {
        assertThat(code(field)).isEqualTo("99");
    }

    @Test
    void decide_wrongCryptogram_doesNotCountAsATry() {
        for (int i = 0; i < 5; i++) {
            IsoMessage message = message(TestCard.APPROVES, WRONG);
            assertThat(decide(message.with(23, "002"))).isEqualTo("82");
        }

        assertThat(code(WRONG)).isEqualTo("55");
    }

    private String code(String field) {
        return decide(message(TestCard.APPROVES, field));
    }

    private IsoMessage message(TestCard card, String field) {
        atc++;
        return Messages.sale(card, 1234, atc, "000001").with(52, card.pinBlock(field));
    }

    private String decide(IsoMessage message) {
        return decide(issuer, message);
    }

    private static String decide(Issuer issuer, IsoMessage message) {
        return issuer.decide(message, name -> new AtcHistory(), code -> code).code();
    }
}
