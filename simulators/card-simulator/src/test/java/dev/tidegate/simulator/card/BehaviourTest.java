package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class BehaviourTest {
    @TestFactory
    Stream<DynamicTest> decision_isNeverHigherThanAsked() {
        return Stream.of(Behaviour.values())
                .flatMap(behaviour -> Stream.of(CryptogramType.values())
                        .map(asked -> DynamicTest.dynamicTest(behaviour + " " + asked, () -> {
                            assertThat(behaviour.first(asked)).isLessThanOrEqualTo(asked);
                            assertThat(behaviour.second(asked, false)).isLessThanOrEqualTo(asked);
                            assertThat(behaviour.second(asked, true)).isLessThanOrEqualTo(asked);
                        })));
    }

    @Test
    void offlineCard_whoseIssuerCannotBeReached_approves() {
        assertThat(Behaviour.AGREES_OFFLINE.second(CryptogramType.APPROVED, true))
                .isEqualTo(CryptogramType.APPROVED);
    }

    @Test
    void onlineCard_whoseIssuerCannotBeReached_declines() {
        assertThat(Behaviour.ASKS_ISSUER.second(CryptogramType.APPROVED, true)).isEqualTo(CryptogramType.DECLINED);
    }

    @Test
    void offlineCard_forAFloorLimitExceeded_doesNotDeclineByDefault() {
        byte[] defaults = Bytes.hex(Behaviour.AGREES_OFFLINE.actionCodeDefault());

        // Terminal verification results, byte 4, b8: the amount is over the floor limit.
        assertThat(defaults[3] & 0x80).isZero();
    }
}
