package dev.tidegate.simulator.acquirer.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SecrecyTest {
    @Test
    void masked_pan_keepsTheLastFour() {
        assertThat(Secrecy.PAN.masked("4761739001010119")).isEqualTo("************0119");
    }

    @Test
    void masked_hidden_keepsNothing() {
        assertThat(Secrecy.HIDDEN.masked("3012")).isEqualTo("****");
    }

    @Test
    void masked_readableChipData_hidesCardTagsOnly() {
        assertThat(Secrecy.CHIP.masked("5A0247619C0100")).isEqualTo("5A02****9C0100");
    }

    @Test
    void masked_unreadableChipData_hidesAll() {
        assertThat(Secrecy.CHIP.masked("5A084761")).isEqualTo("********");
    }

    @Test
    void masked_wrappedChipData_hidesWhatIsInside() {
        assertThat(Secrecy.CHIP.masked("010007" + "5A021234" + "9C0100")).isEqualTo("010007" + "5A02****" + "9C0100");
    }

    @Test
    void masked_lengthLongerThanNeedBe_hidesAll() {
        assertThat(Secrecy.CHIP.masked("9C810100")).isEqualTo("********");
    }
}
