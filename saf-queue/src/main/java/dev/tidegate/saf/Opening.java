package dev.tidegate.saf;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the journal found when it was opened: what a person should hear about.
 *
 * @param records how many good ones lie on disk
 * @param lostFrom first number that is missing or could not be read, 0 where none is; EPOCH_OPEN names the range
 * @param lostTo last one
 * @param rolledBack records that the chain state did not know of: a second's worth after a power cut, more when the
 *     state was restored from an older image
 * @param quarantined names of what was torn and set aside, in the folder of that name
 * @param cursorWentBack whether the gateway had acknowledged more than the journal has: it was restored from an older
 *     image, or lost
 * @param archiveOdd what is wrong with the archive: nothing is deleted any more before a person has looked
 * @param refusal why nothing can be appended, absent where the journal is in order
 */
public record Opening(
        long records,
        long lostFrom,
        long lostTo,
        long rolledBack,
        List<String> quarantined,
        boolean cursorWentBack,
        List<String> archiveOdd,
        @Nullable String refusal) {
    public Opening {
        quarantined = List.copyOf(quarantined);
        archiveOdd = List.copyOf(archiveOdd);
    }

    Opening refusing(String why) {
        return new Opening(records, lostFrom, lostTo, rolledBack, quarantined, cursorWentBack, archiveOdd, why);
    }
}
