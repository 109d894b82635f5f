package dev.tidegate.simulator.acquirer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.simulator.acquirer.issuer.TripleDesKey;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LineKeysTest {
    private static final TripleDesKey EXCHANGE = LineMac.key(LineOptions.EXCHANGE_KEY);
    private static final TripleDesKey FIRST = LineMac.key(LineOptions.MAC_KEY);

    private final LineKeys keys = new LineKeys(EXCHANGE, FIRST, new Random(1));

    @Test
    void wrap_firstKey_isTheOneComputedElsewhere() {
        assertThat(EXCHANGE.wrap(FIRST)).isEqualTo("EC020D75021E3E580B8FC7BFDA088AE3");
        assertThat(FIRST.checkValue()).isEqualTo("4AC8E3");
    }

    @Test
    void offer_newKey_opensUnderTheExchangeKeyAndHasItsCheckValue() {
        String offer = keys.offer();

        TripleDesKey offered = EXCHANGE.unwrap(offer.substring(3, 35));
        assertThat(offer).startsWith("MAK").hasSize(41).endsWith(offered.checkValue());
        assertThat(keys.current()).isEqualTo(FIRST);
        assertThat(keys.accepted()).containsExactly(FIRST, offered);
    }

    @Test
    void taken_offeredKey_isUsedAndTheOldOneStillBelieved() {
        TripleDesKey offered = EXCHANGE.unwrap(keys.offer().substring(3, 35));

        keys.taken();

        assertThat(keys.current()).isEqualTo(offered);
        assertThat(keys.accepted()).containsExactly(offered, FIRST);
        assertThat(keys.checkValues()).containsExactly(offered.checkValue(), "4AC8E3");
    }

    @Test
    void taken_twice_changesNothingMore() {
        keys.offer();
        keys.taken();
        TripleDesKey current = keys.current();

        keys.taken();

        assertThat(keys.current()).isEqualTo(current);
    }

    @Test
    void taken_withItsCheckValue_isUsed() {
        TripleDesKey offered = EXCHANGE.unwrap(keys.offer().substring(3, 35));

        keys.taken(offered.checkValue());

        assertThat(keys.current()).isEqualTo(offered);
    }

    @Test
    void taken_withAnothersCheckValue_isNotUsed() {
        keys.offer();

        keys.taken("000000");

        assertThat(keys.current()).isEqualTo(FIRST);
    }

    @Test
    void offerSpoiled_checkValue_isOfNoKeyAndNothingIsTaken() {
        String offer = keys.offerSpoiled();
        keys.taken();

        assertThat(EXCHANGE.unwrap(offer.substring(3, 35)).checkValue()).isNotEqualTo(offer.substring(35));
        assertThat(keys.current()).isEqualTo(FIRST);
    }
}
