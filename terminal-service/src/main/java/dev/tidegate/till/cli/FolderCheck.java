package dev.tidegate.till.cli;

import dev.tidegate.core.payment.ChainReceipt;
import dev.tidegate.core.payment.RecordType;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.core.port.Journal.Acknowledged;
import dev.tidegate.crypto.ChainVerifier;
import dev.tidegate.crypto.ChainVerifier.Finding;
import dev.tidegate.crypto.RecordReading;
import dev.tidegate.crypto.SignatureCheck;
import dev.tidegate.saf.JournalFolder;
import dev.tidegate.saf.JournalFolder.Piece;
import dev.tidegate.till.cli.FolderReport.Bad;
import dev.tidegate.till.cli.FolderReport.Range;
import dev.tidegate.till.cli.FolderReport.Receipt;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** One walk through a journal's folder. Used once. */
final class FolderCheck {
    /** What the walk is told. */
    record Means(
            SignatureCheck signatures,
            boolean anchored,
            @Nullable Path keyFile) {
        private ChainVerifier verifier(ChainReceipt receipt, boolean everySignature) {
            return everySignature
                    ? new ChainVerifier(signatures, receipt, keyFile)
                    : ChainVerifier.sparing(signatures, receipt, keyFile);
        }
    }

    private final Path folder;
    private final Means means;
    private final LongConsumer progress;
    private final JournalFolder journal;
    private final Acknowledged acknowledged;
    private final ChainVerifier verifier;
    private final List<Range> uncovered = new ArrayList<>();
    private final List<Range> lost = new ArrayList<>();
    private @Nullable TillId till;
    private @Nullable Bad bad;
    private @Nullable Path file;
    private long bytesBefore;
    private long position;
    private long first;
    private long uncoveredFrom;
    private long good;
    private long behind;
    private long epochs;
    private long signed;
    private long unsigned;
    private long macs;

    /**
     * @param everySignature whether each is looked at, or the last of each run of links, which stands for the others
     * @param progress told how many bytes lie behind, now and then
     * @throws IOException the folder or its cursor cannot be read
     */
    FolderCheck(Path folder, Means means, boolean everySignature, LongConsumer progress) throws IOException {
        this.folder = folder;
        this.means = means;
        this.progress = progress;
        this.journal = JournalFolder.of(folder);
        this.acknowledged = acknowledged(journal);
        this.verifier = means.verifier(acknowledged.receipt(), everySignature);
        this.verifier.beginsAfter(journal.letGo().seq(), journal.letGo().link());
    }

    /**
     * Walks.
     *
     * @throws dev.tidegate.crypto.KeyFileException the chain key's file cannot be used
     */
    FolderReport run() {
        try (ReadAhead ahead = new ReadAhead(verifier, this::look)) {
            journal.scan(ahead::add);
            ahead.finish();
        }
        SignatureCheck.Verdict end = verifier.finish();
        if (end.isBad() && bad == null) {
            bad = new Bad(end.name(), verifier.last(), 0, null, 0);
        }
        long last = verifier.last();
        if (good > 0 && uncoveredFrom <= last) {
            uncovered.add(new Range(uncoveredFrom, last));
        }
        Receipt receipt = new Receipt(
                acknowledged.receipt().seq(),
                verifier.receiptSignature(),
                verifier.standing(),
                acknowledged.contiguous());
        return new FolderReport(
                folder,
                journal.generations(),
                till,
                journal.letGo().seq(),
                first,
                last,
                good,
                behind,
                epochs,
                signed,
                signed - verifier.looked(),
                unsigned,
                uncovered,
                lost,
                macs,
                means.keyFile() != null,
                means.anchored(),
                receipt,
                bad == null ? ofReceipt(receipt) : bad);
    }

    private static Acknowledged acknowledged(JournalFolder journal) throws IOException {
        try {
            return journal.acknowledged();
        } catch (NoSuchFileException e) {
            return new Acknowledged(0, Collections.emptySortedSet());
        }
    }

    private void look(Piece piece, @Nullable RecordReading reading) {
        moved(piece);
        Finding finding = switch (piece) {
            case Piece.Record ignored -> verifier.next(Objects.requireNonNull(reading));
            case Piece.Torn ignored -> verifier.unreadable("TORN");
            case Piece.Unreadable ignored -> verifier.unreadable("UNREADABLE");
        };
        switch (finding) {
            case Finding.Good one -> take(one);
            case Finding.Bad(var code, var seq, var expected) ->
                bad = new Bad(code, seq, expected, piece.file(), piece.position());
            case Finding.Behind ignored -> behind++;
        }
    }

    private void moved(Piece piece) {
        if (!piece.file().equals(file)) {
            bytesBefore += position;
            file = piece.file();
        }
        position = piece.position();
        progress.accept(bytesBefore + position);
    }

    private void take(Finding.Good one) {
        // A loss that is named explains the bad place before it.
        bad = null;
        if (good++ == 0) {
            till = one.till();
            first = one.seq();
            uncoveredFrom = first;
        }
        if (one.lostFrom() > 0) {
            lost.add(new Range(one.lostFrom(), one.seq() - 1));
        }
        if (!one.linked()) {
            long before = one.lostFrom() > 0 ? one.lostFrom() - 1 : one.seq() - 1;
            if (uncoveredFrom <= before) {
                uncovered.add(new Range(uncoveredFrom, before));
            }
            uncoveredFrom = one.seq();
        }
        epochs += one.type() == RecordType.EPOCH_OPEN ? 1 : 0;
        macs += one.macChecked() ? 1 : 0;
        sign(one);
    }

    private void sign(Finding.Good one) {
        if (one.type() != RecordType.CHECKPOINT && one.type() != RecordType.EPOCH_CLOSE) {
            return;
        }
        if (one.signature() == SignatureCheck.Verdict.UNSIGNED) {
            unsigned++;
        } else {
            signed++;
            uncoveredFrom = one.seq();
        }
    }

    private @Nullable Bad ofReceipt(Receipt receipt) {
        return receipt.standing().isBad()
                ? new Bad(receipt.standing().name(), receipt.seq(), verifier.last() + 1, null, 0)
                : null;
    }
}
