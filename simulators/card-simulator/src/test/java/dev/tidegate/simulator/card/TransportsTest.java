package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One purchase over each transport gives one cryptogram; and a line without a connection says who is in. */
@Timeout(60)
final class TransportsTest {
    @TempDir
    private Path state;

    @Test
    void purchase_withinTheProcess_isThatOfTheCard() {
        try (DirectReader reader = new DirectReader()) {
            reader.insert(Cards.of(state, "chip-offline"), Face.CONTACT);

            assertPurchase(new Terminal(reader::transmit));
        }
    }

    @Test
    void library_withoutAFolder_makesAPurchase() {
        try (Drawer drawer = Drawer.passing();
                DirectReader reader = new DirectReader()) {
            reader.insert(drawer.card("chip-offline").orElseThrow(), Face.CONTACT);

            assertPurchase(new Terminal(reader::transmit));
        }
    }

    @Test
    void reader_withoutACard_saysSo() {
        try (DirectReader reader = new DirectReader()) {
            assertThatThrownBy(() -> reader.transmit(new byte[4])).isInstanceOf(CardRemovedException.class);
        }
    }

    @Test
    void card_takenOut_answersNoMore() {
        try (DirectReader reader = new DirectReader()) {
            CardTransport.Insertion insertion = reader.insert(Cards.of(state, "chip-offline"), Face.CONTACT);

            insertion.close();

            assertThat(insertion.isOpen()).isFalse();
            assertThatThrownBy(reader::answerToReset).isInstanceOf(CardRemovedException.class);
        }
    }

    @Test
    void purchase_overTcp_isThatOfTheCard() throws IOException {
        try (FakeReader server = new FakeReader();
                CardTransport.Insertion insertion =
                        new VirtualReader(server.address()).insert(Cards.of(state, "chip-offline"), Face.CONTACT);
                FakeReader.Inserted inserted = server.awaitCard()) {
            assertThat(insertion.isOpen()).isTrue();
            assertPurchase(new Terminal(inserted::ask));
        }
    }

    @Test
    void pulledCard_overTcp_closesTheConnection() throws IOException {
        SimulatedCard card = Cards.of(state, "chip-offline");
        card.breakWith(List.of(Fault.parse("select=removal")));
        try (FakeReader server = new FakeReader();
                CardTransport.Insertion insertion = new VirtualReader(server.address()).insert(card, Face.CONTACT);
                FakeReader.Inserted inserted = server.awaitCard()) {
            assertThatThrownBy(() -> new Terminal(inserted::ask).select()).isInstanceOf(UncheckedIOException.class);
            assertThat(insertion.isOpen()).isFalse();
        }
    }

    @Test
    void purchase_overALineOfBytes_isThatOfTheCard() throws IOException {
        PipedInputStream toReader = new PipedInputStream();
        PipedOutputStream fromCard = new PipedOutputStream(toReader);
        PipedInputStream toCard = new PipedInputStream();
        PipedOutputStream fromReader = new PipedOutputStream(toCard);
        try (SerialReader line = new SerialReader("a pipe", toCard, fromCard, fromCard)) {
            assertLine(line, new DataInputStream(toReader), new DataOutputStream(fromReader));
        }
    }

    @Test
    void brokenLine_takesNoCard() throws IOException {
        PipedOutputStream fromReader = new PipedOutputStream();
        PipedInputStream toCard = new PipedInputStream(fromReader);
        SerialReader line = new SerialReader("a pipe", toCard, new PipedOutputStream(), fromReader);
        line.close();

        assertThatThrownBy(() -> line.insert(Cards.of(state, "chip-offline"), Face.CONTACT))
                .isInstanceOf(IOException.class);
    }

    @Test
    void device_thatIsNotThere_refusesTheStart() {
        assertThatThrownBy(() -> SerialReader.open(state.resolve("no/device")))
                .isInstanceOf(StartRefusedException.class);
    }

    @Test
    void purchase_overAPty_isThatOfTheCard() throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/socat")), "socat is not installed: no pty is tested");
        Path near = state.resolve("near");
        Path far = state.resolve("far");
        Process socat = new ProcessBuilder(
                        "/usr/bin/socat", "-d", "-d", "pty,raw,echo=0,link=" + near, "pty,raw,echo=0,link=" + far)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var said = socat.errorReader()) {
            String words = said.readLine();
            while (words != null && !words.contains("starting data transfer loop")) {
                words = said.readLine();
            }
            try (SerialReader line = SerialReader.open(near);
                    DataInputStream in = new DataInputStream(new FileInputStream(far.toFile()));
                    DataOutputStream out = new DataOutputStream(new FileOutputStream(far.toFile()))) {
                assertLine(line, in, out);
            }
        } finally {
            socat.destroy();
            socat.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private void assertLine(SerialReader line, DataInputStream in, DataOutputStream out) throws IOException {
        CardTransport.Insertion insertion = line.insert(Cards.of(state, "chip-offline"), Face.CONTACT);
        assertThat(Frames.read(in)).containsExactly(1);
        Frames.write(out, new byte[] {InsertedCard.ASK_ANSWER_TO_RESET});
        assertThat(Frames.read(in)).asHexString().isEqualTo("3B6500002063CB6800");

        assertPurchase(new Terminal(command -> {
            try {
                Frames.write(out, command);
                return Frames.read(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));

        insertion.close();
        assertThat(Frames.read(in)).containsExactly(0);
    }

    private static void assertPurchase(Terminal terminal) {
        terminal.ready().generate(0x40, 0x8C);

        assertThat(terminal.value(0x9F26))
                .isEqualTo(Cards.issuer("chip-offline", 1).cryptogram(terminal));
    }
}
