package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.TillId;

/**
 * What one export of a journal holds (docs/journal-export-v1.md).
 *
 * @param till whose journal it is
 * @param offered whether the journal itself has offered every stored sale in it
 * @param count of records; less than the numbers between first and last where the till has reported some as lost
 * @param lastLink link of the last record, 32 bytes
 * @param digest SHA-256 over all bytes before it: the export's name
 */
public record ExportFacts(
        TillId till, boolean offered, long count, long firstSeq, long lastSeq, Octets lastLink, Octets digest) {
    public ExportFacts {
        boolean places = firstSeq >= 1 && lastSeq >= firstSeq && count >= 1 && count <= lastSeq - firstSeq + 1;
        if (!places || lastLink.length() != Sha256.BYTES || digest.length() != Sha256.BYTES) {
            throw new IllegalArgumentException("an impossible export");
        }
    }
}
