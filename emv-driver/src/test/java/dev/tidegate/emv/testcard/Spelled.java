package dev.tidegate.emv.testcard;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * What an input says is done to a card's answers, one after the other, so that a fuzzer can find out what changes an
 * end. After its last byte everything stays as it is.
 *
 * <pre>
 * 00-7F         the answer as it is
 * 80-9F  at m   the byte there, counted from the end where bit 1 is set, exclusive or m
 * A0-AF  n      the first n bytes
 * B0-BF  sw sw  another status
 * C0-CF  n …    other content of n bytes, well received
 * D0-DF  at b   one byte more, there
 * E0-EF  at     one byte less
 * F0-FF         the answer before this one
 * </pre>
 */
public final class Spelled implements UnaryOperator<byte[]> {
    private final byte[] input;
    private int at;
    private byte[] earlier = new byte[0];

    public Spelled(byte[] input) {
        this.input = input.clone();
    }

    /** The next byte of the input, 0 behind its end. */
    public int next() {
        return at < input.length ? input[at++] & 0xFF : 0;
    }

    @Override
    public byte[] apply(byte[] answer) {
        int what = next();
        byte[] changed = what < 0x80 ? answer : changed(what, answer);
        earlier = answer;
        return changed;
    }

    private byte[] changed(int what, byte[] answer) {
        return switch (what >> 4) {
            case 0x8, 0x9 -> withByte(answer, (what & 1) != 0);
            case 0xA -> Arrays.copyOf(answer, Math.min(next(), answer.length));
            case 0xB -> Hex.join(data(answer), new byte[] {(byte) next(), (byte) next()});
            case 0xC -> Hex.join(taken(next()), Hex.bytes("9000"));
            case 0xD -> withInsertion(answer, next());
            case 0xE -> without(answer, next());
            default -> earlier.clone();
        };
    }

    private byte[] withByte(byte[] answer, boolean fromEnd) {
        byte[] changed = answer.clone();
        int place = next();
        int mask = next();
        if (changed.length > 0) {
            int index = place % changed.length;
            changed[fromEnd ? changed.length - 1 - index : index] ^= (byte) mask;
        }
        return changed;
    }

    private byte[] withInsertion(byte[] answer, int place) {
        int index = Math.min(place, answer.length);
        return Hex.join(
                Arrays.copyOf(answer, index),
                new byte[] {(byte) next()},
                Arrays.copyOfRange(answer, index, answer.length));
    }

    private static byte[] without(byte[] answer, int place) {
        int index = Math.min(place, answer.length);
        return Hex.join(
                Arrays.copyOf(answer, index),
                Arrays.copyOfRange(answer, Math.min(index + 1, answer.length), answer.length));
    }

    private byte[] taken(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) next();
        }
        return bytes;
    }

    private static byte[] data(byte[] answer) {
        return Arrays.copyOf(answer, Math.max(0, answer.length - 2));
    }
}
