package dev.tidegate.till.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidegate.till.config.DrawerAt;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CashDrawerTest {
    private final List<Boolean> told = new ArrayList<>();

    @Test
    void open_aPrinterThatListens_getsThePulse() throws IOException {
        try (ServerSocket printer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CashDrawer drawer = drawer(printer.getLocalPort());

            drawer.open();

            try (Socket came = printer.accept()) {
                assertThat(came.getInputStream().readAllBytes()).containsExactly(0x1B, 0x70, 0, 25, 250);
            }
            assertThat(drawer.silent()).isFalse();
        }
    }

    @Test
    void open_aPrinterThatIsGone_isToldOnce() throws IOException {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        CashDrawer drawer = drawer(port);

        drawer.open();
        drawer.open();

        assertThat(drawer.silent()).isTrue();
        assertThat(told).hasSize(1);
    }

    @Test
    void open_whereThereIsNone_doesNothing() {
        CashDrawer drawer = new CashDrawer(DrawerAt.of("none"), Runnable::run, () -> told.add(true));

        drawer.open();

        assertThat(told).isEmpty();
    }

    @Test
    void open_whileThePrinterIsSilent_returnsAtOnce() {
        List<Runnable> later = new ArrayList<>();
        CashDrawer drawer = new CashDrawer(DrawerAt.of("printer:localhost:9100"), later::add, () -> told.add(true));

        drawer.open();

        assertThat(later).hasSize(1);
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "printer", "printer:host", "printer:host:0", "printer:host:70000", "usb:1"})
    void drawerAt_whatIsNone_isNamed(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> DrawerAt.of(text)).withMessageContaining("shop.drawer");
    }

    private CashDrawer drawer(int port) {
        return new CashDrawer(DrawerAt.of("printer:127.0.0.1:" + port), Runnable::run, () -> told.add(true));
    }
}
