package dev.tidegate.core.payment;

import java.util.Arrays;

/**
 * The least of many times, which come and go in any order: one heap of what came and one of what went, whose equal tops
 * leave together.
 */
final class OldestTime {
    /** Gone ones kept beside those that are there; with more, both heaps are made anew. */
    private static final int GONE_SPARE = 1024;

    private final Heap came = new Heap();
    private final Heap gone = new Heap();

    void add(long time) {
        came.add(time);
    }

    /** Removes one that was added. */
    void remove(long time) {
        gone.add(time);
        while (gone.size > 0 && gone.least() == came.least()) {
            came.removeLeast();
            gone.removeLeast();
        }
    }

    /** The least; asked only while there is one. */
    long oldest() {
        return came.least();
    }

    /** Whether more are remembered as gone than are there. */
    boolean isCrowded() {
        return gone.size > came.size - gone.size + GONE_SPARE;
    }

    /** Begins again with the ones that are there. */
    void reset(long[] there) {
        came.set(there);
        gone.set(new long[0]);
    }

    private static final class Heap {
        private long[] times = new long[16];
        private int size;

        long least() {
            return times[0];
        }

        void add(long time) {
            if (size == times.length) {
                times = Arrays.copyOf(times, 2 * size);
            }
            int at = size++;
            while (at > 0 && times[(at - 1) / 2] > time) {
                times[at] = times[(at - 1) / 2];
                at = (at - 1) / 2;
            }
            times[at] = time;
        }

        void removeLeast() {
            long last = times[--size];
            int at = 0;
            while (2 * at + 1 < size) {
                int child = 2 * at + 1;
                child += child + 1 < size && times[child + 1] < times[child] ? 1 : 0;
                if (times[child] >= last) {
                    break;
                }
                times[at] = times[child];
                at = child;
            }
            times[at] = last;
        }

        // A sorted array is a heap.
        void set(long[] sortable) {
            Arrays.sort(sortable);
            times = sortable.length == 0 ? new long[16] : sortable;
            size = sortable.length;
        }
    }
}
