package dev.tidegate.simulator.card;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A reader at the other end of a line of bytes: a serial port or a pty, raw and without echo. The frames are vpcd's; as
 * a line has no connection, the card says with a frame of one byte that it is in, 01, and that it is out, 00. An answer
 * to a command is never one byte long. What the reader says while no card is in is not answered.
 */
public final class SerialReader implements CardTransport {
    private static final byte[] IN = {1};
    private static final byte[] OUT = {0};

    private final String address;
    private final OutputStream out;
    private final Closeable port;
    private Optional<InsertedCard> current = Optional.empty();
    private volatile boolean lost;

    /**
     * Speaks over these streams from now on, on a thread of its own.
     *
     * @param port closed with this; closing it ends the reading of {@code in}
     */
    public SerialReader(String address, InputStream in, OutputStream out, Closeable port) {
        this.address = address;
        this.out = out;
        this.port = port;
        DataInputStream frames = new DataInputStream(in);
        Thread.ofPlatform().daemon().name("serial-reader").start(() -> serve(frames));
    }

    /**
     * Opens a device that is raw already ({@code stty raw -echo}).
     *
     * @throws StartRefusedException it cannot be opened
     */
    public static SerialReader open(Path device) {
        try {
            FileInputStream in = new FileInputStream(device.toFile());
            FileOutputStream out = new FileOutputStream(device.toFile());
            return new SerialReader(device.toString(), in, out, out);
        } catch (IOException e) {
            throw new StartRefusedException("cannot open the serial line", e);
        }
    }

    @Override
    public synchronized Insertion insert(SimulatedCard card, Face face) throws IOException {
        if (lost) {
            throw new IOException("the line is broken");
        }
        current.ifPresent(InsertedCard::close);
        Frames.write(out, IN);
        InsertedCard insertion = new InsertedCard(new Contact(card, face), new Wire());
        current = Optional.of(insertion);
        return insertion;
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public void close() {
        lost = true;
        inserted().ifPresent(InsertedCard::close);
        try {
            port.close();
        } catch (IOException e) {
            // Nothing more is said on it either way.
        }
    }

    private synchronized Optional<InsertedCard> inserted() {
        return current;
    }

    private void serve(DataInputStream frames) {
        try {
            while (!lost) {
                byte[] frame = Frames.read(frames);
                Optional<InsertedCard> insertion = inserted();
                if (frame.length > 0 && insertion.isPresent()) {
                    insertion.get().take(frame);
                }
            }
        } catch (IOException e) {
            lost = true;
            inserted().ifPresent(InsertedCard::close);
        }
    }

    private final class Wire implements InsertedCard.Line {
        @Override
        public void write(byte[] answer) throws IOException {
            Frames.write(out, answer);
        }

        @Override
        public void ended() {
            try {
                Frames.write(out, OUT);
            } catch (IOException e) {
                lost = true;
            }
        }
    }
}
