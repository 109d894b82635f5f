package dev.tidegate.till.sync;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One press of <em>Sync now</em>, as it stands when it is looked at. Its lines go on to tell the truth after its end.
 *
 * @param endedAt absent while it goes on
 * @param slotAt when the gateway takes records of this till; absent where it takes them now, or has not said
 * @param lines the stored sales that were here when it began, the oldest first
 */
public record SyncRun(
        UUID id,
        Instant startedAt,
        @Nullable Instant endedAt,
        Progress progress,
        @Nullable Instant slotAt,
        List<SyncLine> lines) {
    /** Where a run is, or how it ended. */
    public enum Progress {
        /** The gateway is being asked whether it is there. */
        LOOKING(false),
        SENDING(false),
        /** The gateway grants each till its time, and this one's is to come. */
        WAITING_FOR_SLOT(false),
        /** The gateway has every sale that was here. */
        DONE(true),
        /** As {@link #DONE}, and the acquirer does not answer the gateway. */
        ACQUIRER_SILENT(true),
        /** No byte could leave. */
        NO_NETWORK(true),
        /** Bytes left, and no usable answer came. */
        GATEWAY_SILENT(true),
        /** The till was switched offline by hand. */
        FORCED_OFFLINE(true),
        /** The gateway takes nothing more of this till until a person acts. */
        STOPPED(true);

        private final boolean end;

        Progress(boolean end) {
            this.end = end;
        }

        public boolean isEnd() {
            return end;
        }
    }

    public SyncRun {
        lines = List.copyOf(lines);
    }

    public int total() {
        return lines.size();
    }

    /** How many of them have left this till for good. */
    public int done() {
        return (int) lines.stream().filter(SyncLine::isDone).count();
    }
}
