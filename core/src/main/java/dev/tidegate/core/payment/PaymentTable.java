package dev.tidegate.core.payment;

import java.util.UUID;

/**
 * A table of payments with a few numbers each, small enough for a million of them: 16 bytes for the id and 8 for each
 * number, in one array that is at most two thirds full. Used by one thread.
 *
 * <p>It never takes the heap for itself: 700,000 payments of four numbers fit where 192 MiB are, ten million where 4
 * GiB are, and one more is refused by name.
 *
 * <p>Open addressing with linear probing; a removal moves the rows behind it up, so that no trace of it is left (Knuth,
 * The Art of Computer Programming, vol. 3, 6.4, algorithm R).
 */
public final class PaymentTable {
    /** What {@link #find} answers for a payment that is not in the table. */
    public static final int ABSENT = -1;

    private static final int ROWS_MIN = 16;

    /**
     * Tenths of the heap that one table may have. While it grows it needs half as much again, and a second one beside
     * it, of fewer numbers, two thirds: two thirds of the heap, which is what a collector keeps for old objects.
     */
    private static final int HEAP_TENTHS = 3;

    private final int columns;
    private final long cellsMax;
    private final int width;
    private long[] cells;
    private int size;

    /** @param columns numbers of each payment, 1 to 8 */
    public PaymentTable(int columns) {
        this(columns, Runtime.getRuntime().maxMemory() / 10 * HEAP_TENTHS);
    }

    /** @param bytesMax what it may take; it begins with a few hundred */
    PaymentTable(int columns, long bytesMax) {
        if (columns < 1 || columns > 8) {
            throw new IllegalArgumentException("a payment has one to eight numbers");
        }
        this.columns = columns;
        this.width = 2 + columns;
        this.cellsMax = Math.min(bytesMax / Long.BYTES, Integer.MAX_VALUE - Long.BYTES);
        this.cells = new long[ROWS_MIN * width];
    }

    public int size() {
        return size;
    }

    /** Where a payment is, until the next change of the table; {@link #ABSENT} where it is not. */
    public int find(PaymentId payment) {
        int row = slot(payment.value());
        return isFree(row) ? ABSENT : row;
    }

    /** Whether one more can be put in. */
    public boolean hasRoom() {
        return !isCrowded() || 2L * cells.length <= cellsMax;
    }

    /**
     * Where a payment is, until the next change of the table; added with zeros where it was not.
     *
     * @throws TooManyPaymentsException there is no room for one more; the table is as it was
     */
    public int put(PaymentId payment) {
        if (isCrowded()) {
            if (!hasRoom()) {
                throw new TooManyPaymentsException(size);
            }
            grow();
        }
        UUID id = payment.value();
        int row = slot(id);
        if (isFree(row)) {
            cells[row * width] = id.getMostSignificantBits();
            cells[row * width + 1] = id.getLeastSignificantBits();
            size++;
        }
        return row;
    }

    public long get(int row, int column) {
        return cells[at(row, column)];
    }

    public void set(int row, int column, long value) {
        cells[at(row, column)] = value;
    }

    /** Removes what {@link #find} has found. */
    public void remove(int row) {
        int hole = row;
        int next = row;
        while (true) {
            next = (next + 1) & (rows() - 1);
            if (isFree(next)) {
                break;
            }
            int home = home(cells[next * width], cells[next * width + 1]);
            boolean stays = hole <= next ? hole < home && home <= next : hole < home || home <= next;
            if (!stays) {
                System.arraycopy(cells, next * width, cells, hole * width, width);
                hole = next;
            }
        }
        java.util.Arrays.fill(cells, hole * width, (hole + 1) * width, 0);
        size--;
    }

    /** One number of each payment, in no order. */
    public long[] column(int column) {
        long[] values = new long[size];
        int found = 0;
        for (int row = 0; row < rows(); row++) {
            if (!isFree(row)) {
                values[found++] = get(row, column);
            }
        }
        return values;
    }

    private boolean isCrowded() {
        return 3L * (size + 1) > 2L * rows();
    }

    private int at(int row, int column) {
        if (column < 0 || column >= columns || isFree(row)) {
            throw new IllegalArgumentException("no such number of a payment");
        }
        return row * width + 2 + column;
    }

    private int rows() {
        return cells.length / width;
    }

    // The version is in the upper half of every payment's id: it is never zero.
    private boolean isFree(int row) {
        return cells[row * width] == 0;
    }

    private int slot(UUID id) {
        long high = id.getMostSignificantBits();
        long low = id.getLeastSignificantBits();
        int row = home(high, low);
        while (!isFree(row) && (cells[row * width] != high || cells[row * width + 1] != low)) {
            row = (row + 1) & (rows() - 1);
        }
        return row;
    }

    // The finaliser of SplittableRandom: time is in the upper bits, and neighbours in time must not be neighbours here.
    private int home(long high, long low) {
        long mixed = high * 0x9E37_79B9_7F4A_7C15L ^ low;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D0_49BB_1331_11EBL;
        return (int) (mixed ^ mixed >>> 31) & (rows() - 1);
    }

    private void grow() {
        long[] before = cells;
        cells = new long[2 * before.length];
        for (int from = 0; from < before.length; from += width) {
            if (before[from] != 0) {
                int row = slot(new UUID(before[from], before[from + 1]));
                System.arraycopy(before, from, cells, row * width, width);
            }
        }
    }
}
