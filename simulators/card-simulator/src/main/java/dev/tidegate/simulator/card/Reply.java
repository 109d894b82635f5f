package dev.tidegate.simulator.card;

import java.util.Arrays;

/** One answer of the card: some bytes, or none, and the status word behind them. */
final class Reply {
    private final byte[] content;
    private final int status;

    private Reply(byte[] content, int status) {
        this.content = content;
        this.status = status;
    }

    static Reply of(byte[] content) {
        return new Reply(content, StatusWord.SUCCESS.code());
    }

    static Reply only(StatusWord status) {
        return new Reply(new byte[0], status.code());
    }

    static Reply of(byte[] content, StatusWord status) {
        return new Reply(content, status.code());
    }

    /** 63Cx: the PIN was wrong, and so many tries are left (EMV 4.4 Book 3, 6.5.12.5). */
    static Reply triesLeft(int tries) {
        return new Reply(new byte[0], 0x63C0 | tries);
    }

    /** 61xx: so many bytes wait for GET RESPONSE (EMV 4.4 Book 1, 9.3.1.2). */
    static Reply waiting(int bytes) {
        return new Reply(new byte[0], 0x6100 | (bytes & 0xFF));
    }

    /** 6Cxx: the command has to be sent again with this Le. */
    static Reply wrongExpectation(int bytes) {
        return new Reply(new byte[0], 0x6C00 | (bytes & 0xFF));
    }

    byte[] content() {
        return content.clone();
    }

    byte[] bytes() {
        byte[] all = Arrays.copyOf(content, content.length + 2);
        all[content.length] = (byte) (status >> 8);
        all[content.length + 1] = (byte) status;
        return all;
    }
}
