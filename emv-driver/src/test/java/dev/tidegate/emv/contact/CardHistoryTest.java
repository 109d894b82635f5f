package dev.tidegate.emv.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.card.Pan;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.emv.risk.CardHistory;
import dev.tidegate.emv.testcard.Terminals;
import dev.tidegate.emv.testcard.TestCard;
import dev.tidegate.emv.testcard.TestIssuer;
import dev.tidegate.emv.testcard.TestReader;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Exception file and transaction log in a whole transaction (EMV 4.4 Book 3, 10.6). */
final class CardHistoryTest {
    private static final CardHistory LISTED_WITH_3000 = new CardHistory() {
        @Override
        public boolean isListed(Pan pan, int panSequence) {
            return pan.masked().lastFour().equals("0119") && panSequence == 1;
        }

        @Override
        public long lastAmountMinor(Pan pan, int panSequence) {
            return isListed(pan, panSequence) ? 3_000 : 0;
        }
    };

    private static CardRead.Answered sale(TestCard card, long minor, CardHistory history) {
        ContactKernel kernel = new ContactKernel(
                TestReader.with(card),
                Terminals.settings(),
                new TerminalFiles(TestIssuer.keys(), history),
                People.nobody(),
                new SplittableRandom(7),
                Kernels.CLOCK);
        try (CardSession session = kernel.begin(Terminals.sale(minor))) {
            return Kernels.answered(session);
        }
    }

    @Test
    void cardOnTheExceptionFile_isToldToTheIssuer() {
        assertThat(sale(TestCard.visa(), 100, LISTED_WITH_3000).tvr().has(1, 5)).isTrue();
    }

    @Test
    void anotherCard_isNotOnIt() {
        assertThat(sale(TestCard.mastercard(), 100, LISTED_WITH_3000).tvr().has(1, 5))
                .isFalse();
    }

    @Test
    void lastSaleWithTheSameCard_countsAgainstTheFloorLimit() {
        assertThat(sale(TestCard.visa(), 2_000, LISTED_WITH_3000).tvr().has(4, 8))
                .isTrue();
        assertThat(sale(TestCard.mastercard(), 2_000, LISTED_WITH_3000).tvr().has(4, 8))
                .isFalse();
    }

    @Test
    void number_thatTheHistorySaw_isWipedAfterwards() {
        List<Pan> seen = new ArrayList<>();
        CardHistory keeping = new CardHistory() {
            @Override
            public boolean isListed(Pan pan, int panSequence) {
                return seen.add(pan);
            }

            @Override
            public long lastAmountMinor(Pan pan, int panSequence) {
                return 0;
            }
        };

        assertThat(sale(TestCard.visa(), 100, keeping).tvr().has(1, 5)).isTrue();

        assertThat(seen).hasSize(1);
        assertThatThrownBy(() -> seen.getFirst().digits()).isInstanceOf(IllegalStateException.class);
    }
}
