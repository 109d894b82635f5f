package dev.tidegate.simulator.card;

import java.util.Arrays;

/** One answer of the card: some bytes, or none, and the status word behind them. */
final class Reply {
    private final byte[] content;
    private final StatusWord status;

    private Reply(byte[] content, StatusWord status) {
        this.content = content;
        this.status = status;
    }

    static Reply of(byte[] content) {
        return new Reply(content, StatusWord.SUCCESS);
    }

    static Reply only(StatusWord status) {
        return new Reply(new byte[0], status);
    }

    byte[] bytes() {
        byte[] all = Arrays.copyOf(content, content.length + 2);
        all[content.length] = (byte) (status.code() >> 8);
        all[content.length + 1] = (byte) status.code();
        return all;
    }
}
