package dev.tidegate.simulator.card;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import jdk.net.ExtendedSocketOptions;

/**
 * One insertion: the card's end of the vpcd protocol. The connection is the card being in the reader.
 *
 * <pre>
 * length 2, most significant first | bytes
 * one byte, from the reader:  00 power off   01 power on   02 reset   04 asks for the ATR
 * longer, from the reader:    a command APDU, answered by the response APDU in the same frame
 * </pre>
 *
 * An empty frame breaks the protocol and ends the insertion.
 */
final class ReaderLink implements AutoCloseable {
    /** A reader on this machine accepts at once or is not there. */
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private static final int ASK_ANSWER_TO_RESET = 0x04;

    private final Socket socket;
    private final SimulatedCard card;
    private volatile boolean open = true;

    private ReaderLink(Socket socket, SimulatedCard card) {
        this.socket = socket;
        this.card = card;
    }

    /**
     * Puts the card into the reader and answers from now on, on a thread of its own.
     *
     * @throws IOException no reader accepts at this address
     */
    static ReaderLink connect(InetSocketAddress reader, SimulatedCard card) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(reader, (int) CONNECT_TIMEOUT.toMillis());
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        card.reset();
        ReaderLink link = new ReaderLink(socket, card);
        Thread.ofVirtual().name("reader-link").start(link::serve);
        return link;
    }

    /** Whether the card is still in: neither taken out nor left by its reader. */
    boolean isOpen() {
        return open;
    }

    /** Takes the card out. After this no answer leaves, and no command of this reader reaches the card. */
    @Override
    public void close() {
        try {
            // First, as it ends a write that would otherwise keep the lock below.
            socket.close();
        } catch (IOException e) {
            // The card is out of the reader either way.
        } finally {
            end();
        }
    }

    private synchronized void end() {
        open = false;
    }

    private void serve() {
        try (this) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            while (open) {
                byte[] frame = read(in);
                if (frame.length == 0) {
                    return;
                }
                answer(frame, out);
            }
        } catch (IOException e) {
            // The reader or the control service has ended the insertion, and closing has said so.
        }
    }

    private synchronized void answer(byte[] frame, OutputStream out) throws IOException {
        if (!open) {
            return;
        }
        if (frame.length > 1) {
            write(out, card.answer(frame));
        } else if (frame[0] == ASK_ANSWER_TO_RESET) {
            write(out, card.answerToReset());
        } else {
            card.reset();
        }
    }

    private byte[] read(DataInputStream in) throws IOException {
        // A reader that writes length and bytes apart waits for our acknowledgement of the first: give it at once.
        if (socket.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK)) {
            socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
        }
        byte[] frame = new byte[in.readUnsignedShort()];
        in.readFully(frame);
        return frame;
    }

    private static void write(OutputStream out, byte[] bytes) throws IOException {
        out.write(Bytes.join(Bytes.number(bytes.length, 2), bytes));
        out.flush();
    }
}
