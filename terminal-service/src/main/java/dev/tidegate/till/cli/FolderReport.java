package dev.tidegate.till.cli;

import dev.tidegate.core.payment.TillId;
import dev.tidegate.crypto.ChainVerifier;
import dev.tidegate.crypto.SignatureCheck;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check of a journal's folder has found. Nothing of a sale is in it.
 *
 * @param till absent where no record could be read
 * @param letGo last record that the till let go for good when its time was over, 0 where none
 * @param first number of the first record, 0 where there is none
 * @param last the last good one
 * @param good records that continue the chain
 * @param behind records and fragments behind a bad one, which were not judged
 * @param epochs processes that wrote
 * @param signed good signatures of the till
 * @param covered how many of them were not looked at: a later one, which was, stands for them
 * @param unsigned CHECKPOINT and EPOCH_CLOSE records without one
 * @param uncovered records for which no signature stands
 * @param lost numbers that the till itself has reported as lost
 * @param macs how many MACs were checked
 * @param anchored whether the device authority's certificate was at hand
 * @param bad what ends the good part, absent where all is good
 */
record FolderReport(
        Path folder,
        int generations,
        @Nullable TillId till,
        long letGo,
        long first,
        long last,
        long good,
        long behind,
        long epochs,
        long signed,
        long covered,
        long unsigned,
        List<Range> uncovered,
        List<Range> lost,
        long macs,
        boolean keyGiven,
        boolean anchored,
        Receipt receipt,
        @Nullable Bad bad) {
    /** Numbers from one to another, both included. */
    record Range(long from, long to) {
        @Override
        public String toString() {
            return from == to ? Long.toString(from) : from + "-" + to;
        }
    }

    /**
     * The gateway's newest receipt in the cursor.
     *
     * @param seq 0 where there is none
     * @param acknowledged up to which record the cursor says that the gateway has the journal; nobody signed that
     */
    record Receipt(long seq, SignatureCheck.Verdict signature, ChainVerifier.Standing standing, long acknowledged) {}

    /**
     * The first thing that is wrong.
     *
     * @param seq as the record says, 0 where that cannot be read
     * @param expected the number that should be here, 0 where any may
     * @param file absent where it is of no one file
     * @param offset of the frame in its file
     */
    record Bad(
            String code, long seq, long expected, @Nullable Path file, long offset) {}

    FolderReport {
        uncovered = List.copyOf(uncovered);
        lost = List.copyOf(lost);
    }

    boolean isGood() {
        return bad == null;
    }

    /** The last record for which a signature stands, 0 where there is none. */
    long signedUpTo() {
        if (signed == 0) {
            return 0;
        }
        return uncovered.isEmpty() || uncovered.getLast().to() < last
                ? last
                : uncovered.getLast().from() - 1;
    }
}
