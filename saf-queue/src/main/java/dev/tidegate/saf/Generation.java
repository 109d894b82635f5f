package dev.tidegate.saf;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.RecordOutline;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A run of records without a gap: all of one folder, or, behind a damage, a part; or an archive, with the copy that has
 * some of its records whole. Only the newest is appended to, and only by the process that made it.
 */
final class Generation {
    private final Path journal;
    private final GenerationName name;
    private final long first;
    private final boolean archived;
    private final Positions positions;
    private long believed;
    private volatile boolean ended;
    private volatile long last;
    private volatile @Nullable Octets lastLink;

    private Generation(Path journal, GenerationName name, long first, boolean archived) {
        this(journal, name, first, archived, new Positions());
    }

    private Generation(Path journal, GenerationName name, long first, boolean archived, Positions positions) {
        this.journal = journal;
        this.positions = positions;
        this.name = name;
        this.first = first;
        this.archived = archived;
        this.last = first - 1;
    }

    Generation(Path journal, GenerationName name) {
        this(journal, name, name.first(), false);
    }

    /** One that lies in the archive. */
    static Generation archived(Path journal, GenerationName name) {
        return new Generation(journal, name, name.first(), true);
    }

    /** Another run of the same files. */
    Generation from(long seq) {
        return new Generation(journal, name, seq, archived);
    }

    /** The same records, where the archive has them. */
    Generation inArchive() {
        Generation same = new Generation(journal, name, first, true);
        Octets link = lastLink;
        if (link != null) {
            same.reaches(last, link);
        }
        same.end();
        return same;
    }

    GenerationName name() {
        return name;
    }

    boolean isArchived() {
        return archived;
    }

    /** Where it was written; an archived one has left it, or is about to. */
    Path folder() {
        return journal.resolve(name.toString());
    }

    Path file() {
        return folder().resolve(ChronicleFile.NAME);
    }

    /** Every record of an archived one, without sealed bodies. */
    Path archive() {
        return journal.resolve(Archivist.FOLDER).resolve(name.archive());
    }

    /** Those that an archived one still has whole; there is no such file where it has none. */
    Path copy() {
        return journal.resolve(name.copy());
    }

    /** The file that has every one of its records. */
    Path records() {
        return archived ? archive() : file();
    }

    /** Its frames. */
    Frames frames(long position) throws IOException {
        return archived ? MergedFrames.open(archive(), copy(), position) : FrameScanner.open(file(), position);
    }

    Positions positions() {
        return positions;
    }

    long first() {
        return first;
    }

    /** Its last durable record; below its first while it has none. */
    long last() {
        return last;
    }

    /** The link of its last durable record, absent while it has none, or while nobody has worked it out. */
    @Nullable
    Octets lastLink() {
        return lastLink;
    }

    boolean isEmpty() {
        return last < first;
    }

    /** Says that everything up to a record is on disk: readers see it from now on. */
    void reaches(JournalRecord record) {
        reaches(record.seq(), record.link());
    }

    void reaches(long seq, @Nullable Octets link) {
        lastLink = link;
        last = seq;
    }

    /** Takes in what a scan has believed of a record. */
    void believes(RecordOutline record) {
        believed = mixed(believed, record);
    }

    /** One number of all that was believed of its records, in order. */
    long believed() {
        return believed;
    }

    /** The next such number. */
    static long mixed(long believed, RecordOutline record) {
        return (believed ^ record.hashCode()) * 0x9E37_79B9_7F4A_7C15L;
    }

    /** The run up to a record, exclusive: the same files. */
    Generation upTo(long seq) {
        Generation run = new Generation(journal, name, first, archived, positions);
        run.reaches(seq - 1, null);
        run.end();
        return run;
    }

    /** The run behind a record: the same files. */
    Generation behind(long seq) {
        Generation run = new Generation(journal, name, seq + 1, archived, positions);
        run.reaches(last, lastLink);
        run.end();
        return run;
    }

    /** Whether nothing will be appended to it any more. */
    boolean isEnded() {
        return ended;
    }

    void end() {
        ended = true;
    }
}
