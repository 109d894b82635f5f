package dev.tidegate.simulator.card;

import java.util.Arrays;
import java.util.Optional;

/**
 * What of one application changes and stays: blocks, PIN and tries, records rewritten. All of it is on disk at once.
 */
final class CardState {
    private static final int BLOCKED = 1;

    private final CardMemory memory;
    private final Rules rules;
    private final String suffix;

    /** @param name of the application, lower-case letters, by which its notes are told from another's */
    CardState(CardMemory memory, Rules rules, String name) {
        this.memory = memory;
        this.rules = rules;
        this.suffix = "-" + name;
    }

    boolean isBlocked() {
        return memory.note("blocked" + suffix).map(note -> note[0] == BLOCKED).orElse(rules.blocked());
    }

    void block(boolean blocked) {
        memory.note("blocked" + suffix, Bytes.number(blocked ? BLOCKED : 0, 1));
    }

    boolean hasPin() {
        return rules.pin().isPresent();
    }

    /** PIN tries left; 3 where there is no PIN, as an issuer would have left it. */
    int triesLeft() {
        int first = rules.pin().map(Pin::tries).orElse(3);
        return memory.note("tries" + suffix).map(note -> (int) note[0]).orElse(first);
    }

    /** Compares a plaintext block of eight bytes. One try less is on disk before the comparison, as on a real card. */
    boolean isPin(byte[] block) {
        int left = triesLeft();
        memory.note("tries" + suffix, Bytes.number(left - 1, 1));
        Optional<byte[]> changed = memory.note("pin" + suffix);
        byte[] own =
                changed.orElseGet(() -> Pin.block(rules.pin().map(Pin::digits).orElse("")));
        boolean right = Arrays.equals(own, block);
        if (right) {
            unblockPin();
        }
        return right;
    }

    void unblockPin() {
        int all = rules.pin().map(Pin::tries).orElse(3);
        memory.note("tries" + suffix, Bytes.number(all == 0 ? 3 : all, 1));
    }

    void changePin(byte[] block) {
        memory.note("pin" + suffix, block);
    }

    Optional<byte[]> record(int file, int number) {
        return memory.note("record" + suffix + "-" + file + "-" + number);
    }

    boolean rewrite(int file, int number, byte[] record) {
        return memory.note("record" + suffix + "-" + file + "-" + number, record);
    }
}
