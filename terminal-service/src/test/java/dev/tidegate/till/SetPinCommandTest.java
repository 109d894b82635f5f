package dev.tidegate.till;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidegate.till.store.People;
import dev.tidegate.till.store.Person;
import dev.tidegate.till.store.ShopStore;
import io.dropwizard.core.setup.Bootstrap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import net.sourceforge.argparse4j.inf.Namespace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SetPinCommandTest {
    @TempDir
    private Path home;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void setPin_ofANewPerson_letsInByItWhileTheShopIsOpen() throws IOException {
        try (ShopStore running = ShopStore.open(home.resolve("shop.db"))) {
            run("Mai", "manager", "774512\n", false);

            People.Known mai = Objects.requireNonNull(running.people().named("Mai"));
            assertThat(mai.person()).isEqualTo(new Person("Mai", Person.Role.MANAGER));
            assertThat(mai.pin().matches("774512".toCharArray())).isTrue();
        }
    }

    @Test
    void setPin_always_saysNothingOfIt() throws IOException {
        run("Mai", "cashier", "774512", false);

        assertThat(said.toString(StandardCharsets.UTF_8)).contains("Mai").doesNotContain("774512");
    }

    @Test
    void remove_ofSomebody_leavesNobodyOfThatName() throws IOException {
        run("Mai", "cashier", "774512", false);

        run("mai", "cashier", "", true);

        try (ShopStore shop = ShopStore.open(home.resolve("shop.db"))) {
            assertThat(shop.people().all()).isEmpty();
        }
    }

    @Test
    void setPin_thatIsNone_isRefusedAndNotRepeated() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run("Mai", "manager", "123456", false))
                .withMessageContaining("6 to 12 digits")
                .withMessageNotContaining("123456");
    }

    @Test
    void setPin_ofANameThatIsNone_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> run("774512", "manager", "774512", false));
    }

    private void run(String name, String role, String pin, boolean remove) throws IOException {
        Path file = Files.writeString(home.resolve("pin"), pin);
        Map<String, Object> options = new HashMap<>(
                Map.of("home", home.toString(), "name", name, "role", role, "from", file.toString(), "remove", remove));
        TillApplication till = new TillApplication(new RealDoors(), (server, line) -> {}, null);
        new SetPinCommand(new PrintStream(said, true, StandardCharsets.UTF_8))
                .run(new Bootstrap<>(till), new Namespace(options));
    }
}
