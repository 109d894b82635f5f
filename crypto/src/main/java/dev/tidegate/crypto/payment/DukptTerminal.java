package dev.tidegate.crypto.payment;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a device keeps of DUKPT (X9.24-1, A.2; X9.24-3, 6.4): never its initial key, only keys of transactions to come,
 * so that whoever opens it learns nothing of those that were.
 *
 * <p>One register for each bit of the counter. The register of bit {@code b} holds the key of the nearest counter to
 * come whose lowest set bit is {@code b}. A transaction takes the key of its counter, derives from it those of the
 * counters below it in the tree, and erases it. A counter with the greatest number of set bits has none below it: the
 * next one is the next multiple of its lowest bit, which skips all counters with too many.
 *
 * <p>For one thread.
 */
final class DukptTerminal implements AutoCloseable {
    private final DukptKsn device;
    private final DukptTree tree;
    private final @Nullable PaymentKey[] registers;
    private long next;

    /** One transaction: its serial number, and its key, which the caller closes. */
    record Transaction(DukptKsn ksn, PaymentKey key) {}

    private DukptTerminal(DukptKsn first, DukptTree tree) {
        this.device = first;
        this.tree = tree;
        this.registers = new PaymentKey[first.scheme().counterBits()];
        this.next = first.counter();
    }

    /**
     * Loads an initial key.
     *
     * @param initialKey stays the caller's, who closes it
     * @param first serial number of the first transaction: counter 1, or a later one after a restart
     */
    static DukptTerminal load(PaymentKey initialKey, DukptKsn first) {
        DukptTree tree = switch (first.scheme()) {
            case TDES -> TdesDukpt.tree(first);
            case AES -> AesDukpt.tree(initialKey, first);
        };
        DukptTerminal terminal = new DukptTerminal(first, tree);
        int lowest = Long.numberOfTrailingZeros(terminal.next);
        terminal.registers[lowest] = tree.walk(initialKey, terminal.next);
        for (int bit = lowest + 1; bit < terminal.registers.length; bit++) {
            if ((terminal.next >>> bit & 1) == 0) {
                long above = terminal.next >>> bit << bit;
                terminal.registers[bit] = tree.walk(initialKey, above | 1L << bit);
            }
        }
        return terminal;
    }

    /**
     * The next transaction.
     *
     * @throws DukptExhaustedException the last key was used
     */
    Transaction next() {
        if (next >>> registers.length != 0) {
            throw new DukptExhaustedException();
        }
        long counter = next;
        int lowest = Long.numberOfTrailingZeros(counter);
        PaymentKey key = registers[lowest];
        if (key == null) {
            throw new IllegalStateException("the register of the next key is empty");
        }
        registers[lowest] = null;
        if (Long.bitCount(counter) < device.scheme().onesMax()) {
            for (int bit = lowest - 1; bit >= 0; bit--) {
                registers[bit] = tree.child(key, counter | 1L << bit);
            }
            next = counter + 1;
        } else {
            next = counter + Long.lowestOneBit(counter);
        }
        return new Transaction(device.at(counter), key);
    }

    /** How many keys it holds. */
    int held() {
        return (int) Arrays.stream(registers).filter(each -> each != null).count();
    }

    @Override
    public void close() {
        for (PaymentKey each : registers) {
            if (each != null) {
                each.close();
            }
        }
        Arrays.fill(registers, null);
        next = 1L << registers.length;
    }
}
