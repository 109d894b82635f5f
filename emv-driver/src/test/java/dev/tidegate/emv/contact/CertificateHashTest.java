package dev.tidegate.emv.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.port.CardSession;
import dev.tidegate.emv.testcard.TestCard;
import dev.tidegate.emv.testcard.TestIssuer;
import org.junit.jupiter.api.Test;

/** TC hash value for cards whose CDOL asks for it (EMV 4.4 Book 3, 9.2.2). */
final class CertificateHashTest {
    @Test
    void ask_cardWithItsOwnList_isToldTheHashOverItsValues() {
        TestCard card = TestCard.visa().with("8C", "9814").with("97", "9F02069A03");
        try (CardSession session = Kernels.begin(card, 1_250)) {
            assertThat(Kernels.answered(session).tvr()).hasToString("0000000000");
        }
        assertThat(card.last("80AE")).isEqualTo("80AE400014" + TestIssuer.sha1("000000001250" + "260314") + "00");
    }

    @Test
    void ask_cardWithoutAList_isToldTheHashOverNothingAndMarked() {
        TestCard card = TestCard.visa().with("8C", "98149505");
        try (CardSession session = Kernels.begin(card, 1_250)) {
            assertThat(Kernels.answered(session).tvr()).hasToString("0000000080");
        }
        assertThat(card.last("80AE")).isEqualTo("80AE400019" + TestIssuer.sha1("") + "0000000080" + "00");
    }
}
