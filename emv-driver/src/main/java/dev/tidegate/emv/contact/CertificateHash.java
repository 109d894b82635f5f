package dev.tidegate.emv.contact;

import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.emv.data.DataObjectList;
import dev.tidegate.emv.data.Sha1;
import dev.tidegate.emv.data.Slice;
import java.util.Arrays;
import java.util.List;

/**
 * TC hash value, tag 98: a hash over the values of a TDOL, for cards whose CDOL asks for it (EMV 4.4 Book 3, 9.2.2).
 */
final class CertificateHash {
    private static final Tag HASH = new Tag(0x98);
    private static final Tag TDOL = new Tag(0x97);

    private CertificateHash() {}

    /** The transaction with the hash among the terminal's objects, where this list asks for it. */
    static Transaction in(DataObjectList list, Transaction transaction) {
        if (!list.asksFor(HASH)) {
            return transaction;
        }
        boolean own = transaction.card().has(TDOL);
        // Annex C5, byte 5 bit 8: a default TDOL was used. Ours asks for nothing.
        Transaction marked = own
                ? transaction
                : transaction.with(TerminalVerificationResults.none().with(5, 8));
        DataObjectList tdol = own ? DataObjectList.read(transaction.card().value(TDOL)) : DataObjectList.empty();
        byte[] values = tdol.fill(marked.terminalNow(), marked.card());
        try {
            return marked.with(HASH, Sha1.of(List.of(Slice.of(values))));
        } finally {
            Arrays.fill(values, (byte) 0);
        }
    }
}
