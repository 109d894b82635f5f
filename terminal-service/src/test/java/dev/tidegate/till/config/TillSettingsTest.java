package dev.tidegate.till.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.Limits;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.SaleLimits;
import dev.tidegate.till.config.TillSettings.Gateway;
import dev.tidegate.till.config.TillSettings.Reader;
import dev.tidegate.till.config.TillSettings.Shop;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TillSettingsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Duration SECOND = Duration.ofSeconds(1);

    @ParameterizedTest
    @ValueSource(strings = {"", "1234567", "123456789", "1234567 ", "1234567ä"})
    void shop_aTerminalIdThatIsNone_isNamed(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Shop("Shop", id, BERLIN, EUR))
                .withMessageContaining("shop.terminalId");
    }

    @Test
    void shop_withoutAName_isNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Shop(" ", "TIDE0001", BERLIN, EUR))
                .withMessageContaining("shop.merchant");
    }

    @Test
    void shop_aCurrencyThatIsNoMoney_isNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Shop("Shop", "TIDE0001", BERLIN, Currency.getInstance("XAU")))
                .withMessageContaining("shop.currency");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8443",
                "https://localhost",
                "https://localhost:8443/",
                "https://localhost:8443/v1",
                "https://localhost:8443?x=y",
                "https://me@localhost:8443",
                "localhost:8443"
            })
    void gateway_anAddressThatIsNone_isNamed(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> gateway(URI.create(address), SECOND, SECOND))
                .withMessageContaining("gateway.address");
    }

    @Test
    void gateway_aTimeThatCannotBe_isNamed() {
        URI address = URI.create("https://localhost:8443");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> gateway(address, Duration.ZERO, SECOND))
                .withMessageContaining("gateway.liveTimer");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> gateway(address, SECOND, Duration.ofSeconds(6)))
                .withMessageContaining("gateway.heartbeat");
    }

    @Test
    void reader_aPortThatIsNone_isNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReaderAt.of("virtual:65536"))
                .withMessageContaining("reader");
    }

    @Test
    void settings_aDemoWithoutSimulators_isNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(true, null))
                .withMessageContaining("simulators");
    }

    @Test
    void settings_thatAreWhole_areTaken() {
        assertThat(settings(false, null).shop().merchant()).isEqualTo("Shop");
    }

    @Test
    void offline_switchedOff_hasNoLimitOfAnyCurrency() {
        OfflineSettings off = offline(false, Map.of(EUR, new OfflineSettings.Row(100, 100, 50, 0, 300, 200, 150)));

        assertThat(off.toLimits())
                .isEqualTo(new Limits(Map.of(), 0, SECOND, 2, SECOND, true, true, true, Reason.OFFLINE_DISABLED));
    }

    @Test
    void offline_switchedOn_hasItsRows() {
        OfflineSettings on = offline(true, Map.of(EUR, new OfflineSettings.Row(100, 100, 50, 0, 300, 200, 150)));

        assertThat(on.toLimits().rows())
                .isEqualTo(Map.of(
                        EUR,
                        new Limits.Row(
                                new SaleLimits(
                                        Amount.of(100, "EUR"),
                                        Amount.of(50, "EUR"),
                                        Amount.of(0, "EUR"),
                                        Amount.of(300, "EUR")),
                                Amount.of(200, "EUR"),
                                Amount.of(150, "EUR"))));
    }

    @Test
    void offline_aLimitAboveTheCeiling_isNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OfflineSettings.Row(100, 100, 50, 0, 99, 200, 150))
                .withMessageContaining("ceiling");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yes", "Ann:CASHIER:48392", "Ann:OWNER:483920", "Ann:CASHIER:483920,"})
    void people_thatCannotBe_areNamedAndNotRepeated(String demo) {
        String signIn = demo.length() < 4 ? demo : "required";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PeopleSettings(signIn, demo.length() < 4 ? "" : demo))
                .withMessageContaining("people.")
                .withMessageNotContaining("48392");
    }

    @Test
    void people_ofADemo_areRead() {
        assertThat(new PeopleSettings("required", "Ann:CASHIER:483920,Mai:MANAGER:774512").demoPeople())
                .extracting(PeopleSettings.DemoPerson::name)
                .containsExactly("Ann", "Mai");
    }

    @Test
    void offline_aSaleAboveTheSum_isNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OfflineSettings.Row(201, 201, 201, 201, 300, 200, 200))
                .withMessageContaining("offline.limits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "usb", "virtual", "virtual:x", "virtual:70000", "pcsc:", "serial:tty", "hid:0801:2"})
    void reader_aPlaceThatCannotBe_isNamedAndNotRepeated(String word) {
        assertThatIllegalArgumentException().isThrownBy(() -> ReaderAt.of(word)).withMessageContaining("reader");
    }

    @Test
    void reader_ofAKindItCannotBe_isNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reader("serial:/dev/ttyUSB0", "none", "none"))
                .withMessageContaining("reader.contact ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reader("none", "hid:0801:0002", "none"))
                .withMessageContaining("reader.contactless");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reader("none", "none", "pcsc:Virtual PCD"))
                .withMessageContaining("reader.stripe");
    }

    @Test
    void reader_noneAtAll_isNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reader("none", "none", "none"))
                .withMessageContaining("all three");
    }

    @Test
    void reader_aPlaceOfEachKind_isRead() {
        assertThat(ReaderAt.of("pcsc:Virtual PCD 00 01")).isEqualTo(new ReaderAt.Pcsc("Virtual PCD 00 01"));
        assertThat(ReaderAt.of("serial:/dev/ttyUSB0")).isEqualTo(new ReaderAt.Serial(Path.of("/dev/ttyUSB0")));
        assertThat(ReaderAt.of("hid:0801:0002")).isEqualTo(new ReaderAt.Hid(0x0801, 2));
    }

    @Test
    void reader_aPadAtAPort_isRead() {
        assertThat(reader("virtual:0", "none", "none", "socket:8093").pinPad())
                .isEqualTo(new PadAt.AtPort(8093, false));
        assertThat(reader("virtual:0", "none", "none", "socket:8093+online").pinPad())
                .isEqualTo(new PadAt.AtPort(8093, true));
    }

    @Test
    void reader_aPadWithoutAContactReader_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reader("none", "virtual:0", "none", "socket:8093"))
                .withMessageContaining("reader.pinPad");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "socket:", "socket:0", "socket:65536", "tcp:8093", "socket:10.0.0.7:8093"})
    void reader_aPadElsewhere_isRefused(String pinPad) {
        assertThatIllegalArgumentException().isThrownBy(() -> PadAt.of(pinPad)).withMessageContaining("reader.pinPad");
    }

    private static Reader reader(String contact, String contactless, String stripe) {
        return reader(contact, contactless, stripe, "none");
    }

    private static Reader reader(String contact, String contactless, String stripe, String pinPad) {
        return new Reader(
                ReaderAt.of(contact),
                ReaderAt.of(contactless),
                ReaderAt.of(stripe),
                PadAt.of(pinPad),
                SECOND,
                0,
                0,
                Path.of("a"),
                Path.of("b"));
    }

    private static OfflineSettings offline(boolean enabled, Map<Currency, OfflineSettings.Row> rows) {
        return new OfflineSettings(enabled, true, true, 10, SECOND, 2, SECOND, "", rows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://b:8443", "https://b", "https://b:8443/v1", "https://a:8443"})
    void gateway_aBackupThatIsNoOtherWay_isRefused(String backup) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Gateway(URI.create("https://a:8443"), URI.create(backup), SECOND, SECOND, SECOND, SECOND))
                .withMessageContaining("gateway.backup");
    }

    private static Gateway gateway(URI address, Duration liveTimer, Duration heartbeat) {
        return new Gateway(address, null, SECOND, SECOND, liveTimer, heartbeat);
    }

    private static TillSettings settings(boolean demo, TillSettings.@Nullable Simulators simulators) {
        return new TillSettings(
                Path.of("home"),
                new Shop("Shop", "TIDE0001", BERLIN, EUR),
                gateway(URI.create("https://localhost:8443"), SECOND, SECOND),
                offline(true, Map.of()),
                reader("virtual:0", "none", "none"),
                new KeepSettings(18, 24),
                new PeopleSettings("required", ""),
                demo,
                simulators);
    }
}
