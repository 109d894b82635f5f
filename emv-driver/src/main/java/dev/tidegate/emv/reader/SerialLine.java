package dev.tidegate.emv.reader;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import dev.tidegate.emv.reader.ReaderEvent.Loss;
import dev.tidegate.emv.stripe.Swipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A reader of stripes on a serial line that sends text, 8 bits, no parity. */
final class SerialLine implements SwipeSource.Line {
    /** At the slowest speed a byte takes 8 ms; between the tracks of one swipe a reader rests some more. */
    private static final Duration SILENCE = Duration.ofMillis(150);

    private static final int BYTES_AT_ONCE = 64;

    private final Path path;
    private final SerialPort port;
    private final byte[] received = new byte[BYTES_AT_ONCE];
    private final SwipeText text = new SwipeText();

    private SerialLine(Path path, SerialPort port) {
        this.path = path;
        this.port = port;
    }

    /** @throws ReaderLostException nothing is there, or another program has it */
    static SerialLine open(Path path, int baud) {
        if (!Files.exists(path)) {
            throw new ReaderLostException(Loss.NO_READER);
        }
        try {
            SerialPort port = SerialPort.getCommPort(path.toString());
            if (!port.setBaudRate(baud) || !port.openPort(0)) {
                throw new ReaderLostException(Loss.REFUSED);
            }
            return new SerialLine(path, port);
        } catch (SerialPortInvalidPortException e) {
            throw new ReaderLostException(Loss.NO_READER);
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
            throw new ReaderLostException(Loss.NO_LIBRARY);
        }
    }

    @Override
    public @Nullable Swipe next(Duration wait) {
        Duration patience = wait;
        while (read(patience) > 0) {
            patience = SILENCE;
        }
        return text.isStarted() ? text.end() : null;
    }

    @Override
    public void close() {
        text.wipe();
        port.closePort();
    }

    private int read(Duration wait) {
        port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, (int) wait.toMillis(), 0);
        try {
            int count = port.readBytes(received, received.length);
            // A line that is pulled out may also go silent for ever; its path is gone then.
            if (count < 0 || count == 0 && !Files.exists(path)) {
                throw new ReaderLostException(Loss.NO_READER);
            }
            text.add(received, count);
            return count;
        } finally {
            Arrays.fill(received, (byte) 0);
        }
    }
}
