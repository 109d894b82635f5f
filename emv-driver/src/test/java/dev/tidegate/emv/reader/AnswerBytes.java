package dev.tidegate.emv.reader;

import dev.tidegate.core.card.Octets;

/** Answers to reset, for the fuzz targets. */
public final class AnswerBytes {
    private AnswerBytes() {}

    /** Whether these bytes are an answer that the book allows. */
    public static boolean isConforming(byte[] answer) {
        return AnswerToReset.isConforming(Octets.of(answer));
    }
}
