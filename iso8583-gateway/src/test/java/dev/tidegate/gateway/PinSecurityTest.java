package dev.tidegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidegate.core.card.Ksn;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.port.EncipheredPin;
import dev.tidegate.core.port.PaymentHsm;
import dev.tidegate.core.port.PaymentHsm.PinFormat;
import dev.tidegate.crypto.hsm.SocketPaymentHsm;
import dev.tidegate.gateway.capture.PinDesk.Handed;
import dev.tidegate.gateway.capture.PinDesk.Why;
import dev.tidegate.gateway.config.AcquirerSettings;
import dev.tidegate.gateway.config.PinKeySettings;
import dev.tidegate.gateway.fixture.Profiles;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.security.KeyShelf;
import dev.tidegate.gateway.security.ZoneKeys.Standing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which keys for PINs a gateway starts with. */
final class PinSecurityTest {
    private static final PinKeySettings KEYS = new PinKeySettings("D0112P0TE00N0000", "D0144B0AX00N0000", "");
    private static final PinKeySettings NONE = new PinKeySettings("", "", "");
    /** Nobody listens there: it is not asked here. */
    private static final Optional<PaymentHsm> HSM = Optional.of(
            new SocketPaymentHsm(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), System::nanoTime));

    private static final KeyShelf SHELF = new KeyShelf() {
        @Override
        public Optional<Standing> kept() {
            return Optional.empty();
        }

        @Override
        public void keep(Standing standing) {
            throw new IllegalStateException("no key comes here");
        }
    };

    @TempDir
    Path folder;

    @Test
    void keys_notNamed_takeNoPin() {
        EncipheredPin pin =
                new EncipheredPin(PinFormat.ISO_0, new Ksn(Octets.ofHex("FFFF9876543210E00001")), new byte[8]);

        assertThat(PinSecurity.of(settings(NONE), Profiles.generic(), HSM, SHELF)
                        .desk()
                        .hand(pin, Sales.card(false).pan()))
                .isEqualTo(new Handed.Refused(Why.NOT_TAKEN));
    }

    @Test
    void keys_withoutAModule_refuseTheStart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PinSecurity.of(settings(KEYS), Profiles.generic(), Optional.empty(), SHELF))
                .withMessageContaining("acquirers.house.pin")
                .withMessageContaining("gateway.hsm");
    }

    @Test
    void keys_forAProfileThatTakesNoPin_refuseTheStart() throws IOException {
        Map<String, String> edits = Map.of(
                "pin: {format: ISO_0, wrong: \"55\", blocked: \"75\"}", "pin: none",
                "      52: pin.block?\n", "");
        Profile without = Profiles.edited(folder, edits, Map.of());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PinSecurity.of(settings(KEYS), without, HSM, SHELF))
                .withMessageContaining("takes no PIN");
    }

    @Test
    void keys_oneWithoutTheOther_refuseTheStart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PinKeySettings("D0112P0TE00N0000", "", ""))
                .withMessageContaining("together");
    }

    @Test
    void keys_withOneForTheirExchange_letTheHostChangeThem() {
        PinKeySettings exchanged = new PinKeySettings("D0112P0TE00N0000", "D0144B0AX00N0000", "D0112K0TD00N0000");

        assertThat(PinSecurity.of(settings(exchanged), Profiles.generic(), HSM, SHELF)
                        .agreed())
                .isNotNull();
        assertThat(PinSecurity.of(settings(KEYS), Profiles.generic(), HSM, SHELF)
                        .agreed())
                .isNull();
    }

    private static AcquirerSettings settings(PinKeySettings keys) {
        return new AcquirerSettings("house", "iso87-generic", "127.0.0.1", 8583, null, null, null, keys);
    }
}
