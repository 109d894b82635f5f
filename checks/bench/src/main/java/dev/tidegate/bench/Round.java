package dev.tidegate.bench;

/** One link that is measured. */
interface Round extends AutoCloseable {
    /**
     * One round trip of one caller, which blocks until the answer.
     *
     * @param caller from 0; no two threads are the same at a time
     * @param turn counts up per caller
     * @return whether it was approved
     */
    boolean trip(int caller, int turn);

    @Override
    void close();
}
