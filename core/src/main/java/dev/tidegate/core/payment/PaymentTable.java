package dev.tidegate.core.payment;

import java.util.Arrays;
import java.util.UUID;

/**
 * A table of payments with a few numbers each, small enough for a million of them: 16 bytes for the id and 8 for each
 * number, in parts that grow by half, each by itself, and are at most four fifths full. Used by one thread.
 *
 * <p>It never takes the heap for itself: about 900,000 payments of four numbers fit where 192 MiB are, ten million
 * where 4 GiB are, and one more is refused by name.
 *
 * <p>Open addressing with linear probing; a removal moves the rows behind it up, so that no trace of it is left (Knuth,
 * The Art of Computer Programming, vol. 3, 6.4, algorithm R).
 */
public final class PaymentTable {
    /** What {@link #find} answers for a payment that is not in the table. */
    public static final int ABSENT = -1;

    private static final int COLUMNS_MAX = 8;
    private static final int ROWS_MIN = 16;
    /** A part that grows needs room twice; one of 64 is little. */
    private static final int PARTS = 64;

    private static final int ROW_BITS = 25;

    /**
     * Tenths of the heap that one table may have: a second one beside it, of fewer numbers, takes two thirds of that,
     * and a third of the heap is left for everything else.
     */
    private static final int HEAP_TENTHS = 4;

    /** A part that was four fifths full, and has grown by half since, has as many rows for eight payments. */
    private static final int ROWS_OF_EIGHT_MAX = 15;

    private final int columns;
    private final Part[] parts = new Part[PARTS];
    private final long sizeMax;
    private int size;

    /** @param columns numbers of each payment, 1 to 8 */
    public PaymentTable(int columns) {
        this(columns, Runtime.getRuntime().maxMemory() / 10 * HEAP_TENTHS);
    }

    /** @param bytesMax what it may take; a few ten thousand it has from the beginning */
    PaymentTable(int columns, long bytesMax) {
        if (columns < 1 || columns > COLUMNS_MAX) {
            throw new IllegalArgumentException("a payment has one to eight numbers");
        }
        this.columns = columns;
        this.sizeMax = bytesMax / ((2L + columns) * Long.BYTES * ROWS_OF_EIGHT_MAX / 8);
        Arrays.setAll(parts, ignored -> new Part(2 + columns));
    }

    public int size() {
        return size;
    }

    /** Where a payment is, until the next change of the table; {@link #ABSENT} where it is not. */
    public int find(PaymentId payment) {
        UUID id = payment.value();
        long hash = hash(id.getMostSignificantBits(), id.getLeastSignificantBits());
        Part part = parts[partOf(hash)];
        int row = part.slot(id.getMostSignificantBits(), id.getLeastSignificantBits());
        return part.isFree(row) ? ABSENT : partOf(hash) << ROW_BITS | row;
    }

    /** Whether one more can be put in. */
    public boolean hasRoom() {
        return size < sizeMax;
    }

    /**
     * Where a payment is, until the next change of the table; added with zeros where it was not.
     *
     * @throws TooManyPaymentsException there is no room for one more; the table is as it was
     */
    public int put(PaymentId payment) {
        if (!hasRoom() && find(payment) == ABSENT) {
            throw new TooManyPaymentsException(size);
        }
        UUID id = payment.value();
        int part = partOf(hash(id.getMostSignificantBits(), id.getLeastSignificantBits()));
        int before = parts[part].size;
        int row = parts[part].put(id.getMostSignificantBits(), id.getLeastSignificantBits());
        size += parts[part].size - before;
        return part << ROW_BITS | row;
    }

    public long get(int row, int column) {
        return part(row).cells[at(row, column)];
    }

    public void set(int row, int column, long value) {
        part(row).cells[at(row, column)] = value;
    }

    /** Removes what {@link #find} has found. */
    public void remove(int row) {
        part(row).remove(rowOf(row));
        size--;
    }

    /** One number of each payment, in no order. */
    public long[] column(int column) {
        long[] values = new long[size];
        int found = 0;
        for (Part part : parts) {
            for (int row = 0; row < part.rows; row++) {
                if (!part.isFree(row)) {
                    values[found++] = part.cells[row * part.width + 2 + column];
                }
            }
        }
        return values;
    }

    private int at(int row, int column) {
        Part part = part(row);
        if (column < 0 || column >= columns || part.isFree(rowOf(row))) {
            throw new IllegalArgumentException("no such number of a payment");
        }
        return rowOf(row) * part.width + 2 + column;
    }

    private Part part(int row) {
        return parts[row >>> ROW_BITS];
    }

    private static int rowOf(int row) {
        return row & (1 << ROW_BITS) - 1;
    }

    private static int partOf(long hash) {
        return (int) hash & PARTS - 1;
    }

    // The finaliser of SplittableRandom: time is in the upper bits, and neighbours in time must not be neighbours here.
    private static long hash(long high, long low) {
        long mixed = high * 0x9E37_79B9_7F4A_7C15L ^ low;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ mixed >>> 31;
    }

    /** The payments whose hashes end alike. */
    private static final class Part {
        private final int width;
        private int rows = ROWS_MIN;
        private int size;
        private long[] cells;

        Part(int width) {
            this.width = width;
            this.cells = new long[ROWS_MIN * width];
        }

        // The version is in the upper half of every payment's id: it is never zero.
        boolean isFree(int row) {
            return cells[row * width] == 0;
        }

        int slot(long high, long low) {
            int row = home(high, low);
            while (!isFree(row) && (cells[row * width] != high || cells[row * width + 1] != low)) {
                row = next(row);
            }
            return row;
        }

        int put(long high, long low) {
            if (5L * (size + 1) > 4L * rows) {
                grow();
            }
            int row = slot(high, low);
            if (isFree(row)) {
                cells[row * width] = high;
                cells[row * width + 1] = low;
                size++;
            }
            return row;
        }

        void remove(int row) {
            int hole = row;
            for (int next = next(row); !isFree(next); next = next(next)) {
                int home = home(cells[next * width], cells[next * width + 1]);
                boolean stays = hole <= next ? hole < home && home <= next : hole < home || home <= next;
                if (!stays) {
                    System.arraycopy(cells, next * width, cells, hole * width, width);
                    hole = next;
                }
            }
            Arrays.fill(cells, hole * width, (hole + 1) * width, 0);
            size--;
        }

        private void grow() {
            long[] before = cells;
            rows = Math.addExact(rows, rows / 2);
            cells = new long[Math.multiplyExact(rows, width)];
            for (int from = 0; from < before.length; from += width) {
                if (before[from] != 0) {
                    System.arraycopy(before, from, cells, slot(before[from], before[from + 1]) * width, width);
                }
            }
        }

        private int next(int row) {
            return row + 1 == rows ? 0 : row + 1;
        }

        // The upper half of the hash, scaled: any number of rows will do.
        private int home(long high, long low) {
            return (int) ((hash(high, low) >>> 32) * rows >>> 32);
        }
    }
}
