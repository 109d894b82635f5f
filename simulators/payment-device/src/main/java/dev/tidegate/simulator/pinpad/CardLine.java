package dev.tidegate.simulator.pinpad;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import jdk.net.ExtendedSocketOptions;

/**
 * One card in the pad, and the till behind it. What the till sends goes to the card and the answer back; between two
 * commands of the till the pad may send one of its own. Ends when either side goes.
 *
 * <pre>
 * frame = length 2 | bytes;  one byte of the till: 00 off, 01 on, 02 reset, 04 asks for the ATR; longer: a command
 * </pre>
 */
final class CardLine implements AutoCloseable {
    private static final byte[] GONE = {};
    private static final int ATR = 0x04;

    private final Socket card;
    private final Socket till;
    private final BlockingQueue<byte[]> answers = new LinkedBlockingQueue<>();

    CardLine(Socket card, Socket till) throws IOException {
        this.card = card;
        this.till = till;
        card.setTcpNoDelay(true);
        till.setTcpNoDelay(true);
    }

    /** Hands frames to and fro until the card or the till goes. */
    void serve() {
        Thread listening = Thread.ofVirtual().name("card-answers").start(this::listen);
        try {
            DataInputStream in = new DataInputStream(till.getInputStream());
            while (true) {
                quick(till);
                byte[] frame = Frames.read(in);
                if (frame.length == 0) {
                    return;
                }
                if (frame.length == 1 && frame[0] != ATR) {
                    tell(frame);
                } else {
                    Frames.write(till.getOutputStream(), exchange(frame));
                }
            }
        } catch (IOException | CardGoneException e) {
            // Either side is gone, and with it the insertion.
        } finally {
            close();
            listening.interrupt();
        }
    }

    /**
     * Sends one frame and waits for the card's answer; the other side waits meanwhile.
     *
     * @throws CardGoneException the card was taken out
     */
    synchronized byte[] exchange(byte[] frame) {
        try {
            Frames.write(card.getOutputStream(), frame);
            byte[] answer = answers.take();
            if (answer.length == 0) {
                answers.add(GONE);
                throw new CardGoneException();
            }
            return answer;
        } catch (IOException e) {
            throw new CardGoneException();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CardGoneException();
        }
    }

    private synchronized void tell(byte[] frame) throws IOException {
        Frames.write(card.getOutputStream(), frame);
    }

    private void listen() {
        try {
            DataInputStream in = new DataInputStream(card.getInputStream());
            while (true) {
                quick(card);
                byte[] answer = Frames.read(in);
                if (answer.length > 0) {
                    answers.add(answer);
                }
            }
        } catch (IOException e) {
            // Taken out, or the till has let it go.
        } finally {
            answers.add(GONE);
            close();
        }
    }

    // A peer that writes length and bytes apart waits for our acknowledgement of the first: give it.
    private static void quick(Socket socket) throws IOException {
        if (socket.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK)) {
            socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
        }
    }

    /** Takes the card out. */
    @Override
    public void close() {
        shut(card);
        shut(till);
    }

    private static void shut(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }
}
