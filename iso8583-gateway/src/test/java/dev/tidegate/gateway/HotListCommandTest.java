package dev.tidegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidegate.core.card.Pan;
import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.crypto.HotList;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cards to refuse, line by line. */
final class HotListCommandTest {
    @TempDir
    private static Path folder;

    private static GatewayHome home;

    @BeforeAll
    static void open() {
        home = GatewayHome.init(folder.resolve("gateway"), InstantSource.system());
    }

    @Test
    void publish_numbersAndPrefixes_areOnTheList() throws IOException {
        HotList list = publish("4761739001010119\r\n\n  541333*  \n");

        assertThat(list.size()).isEqualTo(2);
        assertThat(list.lists(pan("4761739001010119"))).isTrue();
        assertThat(list.lists(pan("5413330089010012"))).isTrue();
        assertThat(list.lists(pan("4761739001010010"))).isFalse();
    }

    @Test
    void publish_nothing_takesEveryCardOff() throws IOException {
        assertThat(publish("").size()).isZero();
    }

    @Test
    void publish_aLineThatIsNeither_namesItsPlaceAloneAndPublishesNothing() throws IOException {
        long before = publish("4761739001010119\n").version();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> publish("541333*\n4761739001010118\n"))
                .withMessage("line 2 is no card number and no prefix with a star");
        assertThat(home.hotLists().current()).isNotNull();
        assertThat(home.hotLists().current().list().version()).isEqualTo(before);
    }

    private static HotList publish(String lines) throws IOException {
        HotListCommand command = new HotListCommand(
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new ByteArrayInputStream(lines.getBytes(StandardCharsets.US_ASCII)));
        return command.publish(home, InstantSource.system()).list();
    }

    private static Pan pan(String digits) {
        return Pan.of(digits.getBytes(StandardCharsets.US_ASCII));
    }
}
