package dev.tidegate.storm.journal;

/**
 * One sale as a log gives it.
 *
 * @param number which sale: each run gives every number once
 * @param place where in the log; later ones are greater
 * @param check checksum over the record's bytes as they are on disk
 */
record Sighting(long number, long place, long check) {}
