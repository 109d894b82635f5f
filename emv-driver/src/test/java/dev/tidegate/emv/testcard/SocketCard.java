package dev.tidegate.emv.testcard;

import dev.tidegate.emv.apdu.CardChannel;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The card's end of the vpcd protocol over a real socket: answers on a thread of its own until it is taken out. */
public final class SocketCard implements AutoCloseable {
    private final Socket socket;
    private final CardChannel card;
    private final List<String> answersToReset;
    private final List<String> controls = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private int asked;

    private SocketCard(Socket socket, CardChannel card, List<String> answersToReset) {
        this.socket = socket;
        this.card = card;
        this.answersToReset = answersToReset;
    }

    /** Puts a card in that answers to reset with these, one after the other, the last one again and again. */
    public static SocketCard insert(int port, CardChannel card, String... answersToReset) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        SocketCard inserted = new SocketCard(
                socket, card, answersToReset.length == 0 ? List.of("3B6500002063CB6800") : List.of(answersToReset));
        Thread.ofVirtual().start(inserted::serve);
        return inserted;
    }

    /** What the reader said in single bytes, in hexadecimal digits. */
    public synchronized List<String> controls() {
        return List.copyOf(controls);
    }

    /** Waits until the connection is over, by whoever. */
    public boolean awaitOver() throws InterruptedException {
        return over.await(5, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void serve() {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (true) {
                byte[] frame = new byte[in.readUnsignedShort()];
                in.readFully(frame);
                if (frame.length > 1) {
                    answer(frame);
                } else {
                    control(frame[0]);
                }
            }
        } catch (IOException e) {
            over.countDown();
        }
    }

    private void answer(byte[] command) throws IOException {
        ByteBuffer response = ByteBuffer.allocate(300);
        switch (card.transmit(ByteBuffer.wrap(command), response)) {
            case ANSWERED -> write(Arrays.copyOf(response.array(), response.position()));
            case REMOVED, LOST -> socket.close();
            case SILENT -> {
                // It says nothing, and stays in.
            }
        }
    }

    private void control(byte code) throws IOException {
        synchronized (this) {
            controls.add(Hex.of(new byte[] {code}));
        }
        if (code == 0x04) {
            write(Hex.bytes(answersToReset.get(Math.min(asked++, answersToReset.size() - 1))));
        }
    }

    private void write(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        // Length and bytes apart, as some cards write them.
        out.write(new byte[] {(byte) (bytes.length >>> 8), (byte) bytes.length});
        out.flush();
        out.write(bytes);
        out.flush();
    }
}
