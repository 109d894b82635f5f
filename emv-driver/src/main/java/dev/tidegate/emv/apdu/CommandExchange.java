package dev.tidegate.emv.apdu;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Commands and answers over a channel, with what protocol T=0 leaves to the terminal: GET RESPONSE after 61, the
 * command again after 6C, and the data that stands behind a warning (EMV 4.4 Book 1, 9.3.1; Contact Interface, Annex
 * A).
 */
public final class CommandExchange {
    /**
     * Commands of one transaction, GET RESPONSE and repeats included: about 15 are usual, a slow card of many records
     * sends 100.
     */
    public static final int COMMANDS_MAX = 400;

    /** Pieces of one answer: 256 bytes come in one or two. */
    static final int PIECES_MAX = 8;

    /** What became of a command. */
    public sealed interface Exchange {
        /** The card answered; the caller wipes the answer. */
        record Answered(ResponseApdu response) implements Exchange {}

        /** The card was taken away. */
        record Removed() implements Exchange {}

        /** The reader is gone. */
        record Lost() implements Exchange {}

        /** The card is silent, breaks the protocol, or goes round in circles. */
        record Broken() implements Exchange {}
    }

    private final CardChannel channel;
    private final byte[] sent = new byte[CommandApdu.BYTES_MAX];
    private final byte[] received = new byte[ResponseApdu.BYTES_MAX];
    private final byte[] gathered = new byte[ResponseApdu.BYTES_MAX - 2];
    private int commands;

    public CommandExchange(CardChannel channel) {
        this.channel = channel;
    }

    /** Sends a command and wipes it. */
    public Exchange send(CommandApdu command) {
        try {
            return new Answer(command).await();
        } finally {
            command.wipe();
            Arrays.fill(sent, (byte) 0);
            Arrays.fill(received, (byte) 0);
            Arrays.fill(gathered, (byte) 0);
        }
    }

    /** One answer on its way, in pieces. */
    private final class Answer {
        private CommandApdu current;
        private int length;
        private int warning;

        Answer(CommandApdu command) {
            this.current = command;
        }

        Exchange await() {
            for (int piece = 0; piece < PIECES_MAX; piece++) {
                if (commands++ >= COMMANDS_MAX) {
                    return new Exchange.Broken();
                }
                ByteBuffer command = ByteBuffer.wrap(sent);
                current.writeTo(command);
                ByteBuffer response = ByteBuffer.wrap(received);
                switch (channel.transmit(command.flip(), response)) {
                    case ANSWERED -> {
                        response.flip();
                    }
                    case REMOVED -> {
                        return new Exchange.Removed();
                    }
                    case LOST -> {
                        return new Exchange.Lost();
                    }
                    case SILENT -> {
                        return new Exchange.Broken();
                    }
                }
                if (response.remaining() < 2 || !gather(response.remaining() - 2)) {
                    return new Exchange.Broken();
                }
                int statusWord = response.getShort(response.limit() - 2) & 0xFFFF;
                if (!goesOn(statusWord)) {
                    return new Exchange.Answered(answer(statusWord));
                }
            }
            return new Exchange.Broken();
        }

        private boolean gather(int bytes) {
            if (length + bytes > gathered.length) {
                return false;
            }
            System.arraycopy(received, 0, gathered, length, bytes);
            length += bytes;
            return true;
        }

        /** Whether there is one more command to send for this answer; it is then the current one. */
        private boolean goesOn(int statusWord) {
            int first = statusWord >>> 8;
            int second = statusWord & 0xFF;
            if (first == 0x61) {
                current = CommandApdu.getResponse(second);
                return true;
            }
            if (first == 0x6C && current.expectsData()) {
                current = current.expecting(second);
                return true;
            }
            boolean warned = first == 0x62 || first == 0x63;
            if (warned && warning == 0 && length == 0 && current.carriesAndExpectsData()) {
                // Contact Interface, Annex A: the data behind a warning is fetched; the warning stays the status.
                warning = statusWord;
                current = CommandApdu.getResponse(0);
                return true;
            }
            return false;
        }

        private ResponseApdu answer(int statusWord) {
            // A card that has no data behind its warning answers GET RESPONSE with an error: the warning was all.
            boolean warned = warning != 0;
            return new ResponseApdu(Arrays.copyOf(gathered, length), warned ? warning : statusWord);
        }
    }
}
