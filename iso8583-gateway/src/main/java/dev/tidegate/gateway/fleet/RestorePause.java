package dev.tidegate.gateway.fleet;

import dev.tidegate.gateway.capture.Tenure;
import dev.tidegate.gateway.store.LaneId;
import dev.tidegate.gateway.store.Tables;
import java.util.List;

/** Lets live sales pass and nothing else, while it is not known what a lost life of the database has sent. */
public record RestorePause(Tenure tenure) implements Tenure {
    @Override
    public Turn take(Tables tables, LaneId lane, boolean live) {
        return live || tables.life().restoring().isEmpty() ? tenure.take(tables, lane, live) : Turn.ANOTHERS;
    }

    @Override
    public boolean mayWrite(LaneId lane) {
        return tenure.mayWrite(lane);
    }

    @Override
    public List<LaneId> free(Tables tables, List<LaneId> lanes) {
        return tables.life().restoring().isEmpty() ? tenure.free(tables, lanes) : List.of();
    }
}
