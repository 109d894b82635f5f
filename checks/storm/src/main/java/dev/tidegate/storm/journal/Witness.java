package dev.tidegate.storm.journal;

/**
 * Who hears, outside the reach of the fault, what a log is asked for and what it answers. Safe from several threads.
 */
interface Witness {
    /** Gives the number of a sale that is about to be handed over. */
    long submits();

    /** The log has answered that it keeps a sale. */
    void acknowledged(Sighting sale);

    /** A reader of the running log was given a sale. */
    void seen(Sighting sale);

    /** The log is about to be told what became of a sale. */
    void settling(long number);

    /** The log has let something go. */
    default void letGo() {}

    /** The running log cannot be read, or leaves something alone that was due: on a good disk it must not. */
    default void astray() {}

    /** The log is about to be told that all up to a place is taken over. */
    void forwarding(long place);

    /** It has answered that it will remember. */
    void forwarded(long place);

    /** A sale was refused for want of room. */
    default void full() {}

    /** What became of a sale was refused for want of room. */
    default void stuck() {}
}
