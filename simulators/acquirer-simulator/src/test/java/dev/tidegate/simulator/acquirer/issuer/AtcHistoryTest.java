package dev.tidegate.simulator.acquirer.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AtcHistoryTest {
    private final AtcHistory history = new AtcHistory();

    @Test
    void judge_firstAndHigher_isVerified() {
        assertThat(history.judge(0)).isEqualTo(CryptogramCheck.VERIFIED);
        history.use(5);

        assertThat(history.judge(6)).isEqualTo(CryptogramCheck.VERIFIED);
    }

    @Test
    void judge_used_isUsed() {
        history.use(5);
        history.use(9);

        assertThat(history.judge(5)).isEqualTo(CryptogramCheck.ATC_USED);
        assertThat(history.judge(9)).isEqualTo(CryptogramCheck.ATC_USED);
    }

    @Test
    void judge_lowerAndUnused_isOutOfOrder() {
        history.use(9);

        assertThat(history.judge(8)).isEqualTo(CryptogramCheck.VERIFIED_OUT_OF_ORDER);
    }

    @Test
    void judge_sixtyFourBehind_isTheLastThatIsTaken() {
        history.use(100);

        assertThat(history.judge(36)).isEqualTo(CryptogramCheck.VERIFIED_OUT_OF_ORDER);
        assertThat(history.judge(35)).isEqualTo(CryptogramCheck.ATC_TOO_OLD);
    }

    @Test
    void judge_usedAtTheEdge_isStillRemembered() {
        history.use(36);
        history.use(100);

        assertThat(history.judge(36)).isEqualTo(CryptogramCheck.ATC_USED);
    }

    @Test
    void judge_freed_isTakenAgain() {
        history.use(9);
        history.free(9);

        assertThat(history.judge(9)).isEqualTo(CryptogramCheck.VERIFIED_OUT_OF_ORDER);
    }
}
