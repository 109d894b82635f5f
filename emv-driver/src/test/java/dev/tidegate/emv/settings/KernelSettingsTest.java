package dev.tidegate.emv.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Aid;
import dev.tidegate.emv.testcard.Terminals;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KernelSettingsTest {
    private static final Currency EURO = Currency.getInstance("EUR");
    private static final TerminalApplication VISA = Terminals.application("A0000000031010", true);

    @ParameterizedTest
    @CsvSource({
        "21, ONLINE_ONLY, false",
        "22, OFFLINE_WITH_ONLINE, false",
        "23, OFFLINE_ONLY, false",
        "24, ONLINE_ONLY, true",
        "25, OFFLINE_WITH_ONLINE, true",
        "26, OFFLINE_ONLY, true",
    })
    void type_eachMerchantsTerminal_saysWhatItCan(String type, OnlineCapability online, boolean unattended) {
        KernelSettings settings = settings(Integer.parseInt(type, 16), 276, "6000F0A001", "TILL0001", List.of(VISA));

        assertThat(settings.onlineCapability()).isEqualTo(online);
        assertThat(settings.unattended()).isEqualTo(unattended);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 22, 0x14, 0x20, 0x27, 0x34})
    void type_ofNoMerchant_isRefused(int type) {
        assertThatThrownBy(() -> settings(type, 276, "6000F0A001", "TILL0001", List.of(VISA)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1000})
    void country_impossible_isRefused(int country) {
        assertThatThrownBy(() -> settings(0x22, country, "6000F0A001", "TILL0001", List.of(VISA)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "TILL", "TILL00001", "TILL 001", "TILL000é"})
    void serial_ofAnotherForm_isRefused(String serial) {
        assertThatThrownBy(() -> settings(0x22, 276, "6000F0A001", serial, List.of(VISA)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void additionalCapabilities_ofAnotherLength_areRefused() {
        assertThatThrownBy(() -> settings(0x22, 276, "6000F0A0", "TILL0001", List.of(VISA)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void applications_noneTooManyOrTwice_areRefused() {
        assertThatThrownBy(() -> settings(0x22, 276, "6000F0A001", "TILL0001", List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> settings(0x22, 276, "6000F0A001", "TILL0001", List.of(VISA, VISA)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("A0000000031010");
        assertThatThrownBy(() -> settings(0x22, 276, "6000F0A001", "TILL0001", Collections.nCopies(33, VISA)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"6068C0, true", "60F8C8, true", "60B8C8, false"})
    void capabilities_anOnlinePin_isOneBit(String hex, boolean there) {
        assertThat(new TerminalCapabilities(Octets.ofHex(hex)).onlinePin()).isEqualTo(there);
    }

    @Test
    void capabilities_eachBit_saysOneThing() {
        TerminalCapabilities all = new TerminalCapabilities(Octets.ofHex("6028C8"));
        TerminalCapabilities none = new TerminalCapabilities(Octets.ofHex("600000"));

        assertThat(all.signature()).isTrue();
        assertThat(all.noVerification()).isTrue();
        assertThat(all.staticAuthentication()).isTrue();
        assertThat(all.dynamicAuthentication()).isTrue();
        assertThat(all.combinedAuthentication()).isTrue();
        assertThat(none.signature() || none.noVerification()).isFalse();
        assertThat(none.staticAuthentication() || none.dynamicAuthentication() || none.combinedAuthentication())
                .isFalse();
        assertThatThrownBy(() -> new TerminalCapabilities(Octets.ofHex("6028")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void application_name_takesWholeOrPart() {
        TerminalApplication partial = Terminals.application("A0000000031010", true);
        TerminalApplication whole = Terminals.application("A0000000031010", false);

        assertThat(partial.takes(Octets.ofHex("A000000003101001"))).isTrue();
        assertThat(whole.takes(Octets.ofHex("A000000003101001"))).isFalse();
        assertThat(whole.takes(Octets.ofHex("A0000000031010"))).isTrue();
        assertThat(partial.takes(Octets.ofHex("A00000000310"))).isFalse();
    }

    @Test
    void application_impossibleValues_areRefused() {
        Aid aid = VISA.aid();
        Octets version = Octets.ofHex("0002");

        assertThatThrownBy(() -> TerminalApplication.of(aid, true, Octets.ofHex("02"), Terminals.ACTION_CODES, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TerminalApplication.of(aid, true, version, Terminals.ACTION_CODES, -1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TerminalApplication.of(aid, true, version, Terminals.ACTION_CODES, 1L << 32))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TerminalApplication(
                        aid, true, version, Terminals.ACTION_CODES, 0, RandomSelection.none(), Octets.ofHex("9F0206")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0, 0", "0, -1, 0", "0, 0, 100", "0, 50, 49"})
    void selection_impossible_isRefused(long threshold, int target, int maximum) {
        assertThatThrownBy(() -> new RandomSelection(threshold, target, maximum))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void codes_together_haveTheBitsOfBoth() {
        ActionCodes both = Terminals.codes("0010000000", "00FF000000", "0000000001")
                .or(Terminals.codes("0000000080", "0000FF0000", "0000000002"));

        assertThat(both).isEqualTo(Terminals.codes("0010000080", "00FFFF0000", "0000000003"));
    }

    private static KernelSettings settings(
            int type, int country, String additional, String serial, List<TerminalApplication> applications) {
        return new KernelSettings(
                type,
                country,
                EURO,
                new TerminalCapabilities(Octets.ofHex("6028C8")),
                Octets.ofHex(additional),
                serial,
                false,
                applications);
    }
}
