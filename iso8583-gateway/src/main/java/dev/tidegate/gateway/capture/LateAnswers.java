package dev.tidegate.gateway.capture;

import dev.tidegate.gateway.codec.IsoMessage;
import dev.tidegate.gateway.codec.MatchKey;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.store.AttemptRow;
import dev.tidegate.gateway.store.AttemptRow.State;
import dev.tidegate.gateway.store.LaneId;
import dev.tidegate.gateway.store.Store;
import java.util.Map;
import java.util.Optional;

/** Takes answers that come when nobody waits for them any more. None is lost without a word. */
final class LateAnswers {
    private static final FactLog LOG = FactLog.of(LateAnswers.class);

    private final Store store;
    private final Endings endings;
    private final Wake wake;

    LateAnswers(Store store, Endings endings, Wake wake) {
        this.store = store;
        this.endings = endings;
        this.wake = wake;
    }

    void take(String acquirer, IsoMessage answer) {
        MatchKey key = answer.key();
        if (key.terminal().isBlank()) {
            LOG.warn("an answer without a terminal", Map.of(Field.TYPE, answer.type(), Field.STAN, key.stan()));
            return;
        }
        LaneId lane = new LaneId(acquirer, key.terminal());
        boolean taken = store.write(tables -> {
            Optional<AttemptRow> waiting = tables.attempts()
                    .newest(lane, key.stan(), key.family() == MatchKey.REVERSAL)
                    .filter(asked -> asked.state() == State.TIMED_OUT);
            waiting.ifPresent(asked -> endings.answered(tables, asked, answer));
            return waiting.isPresent();
        });
        LOG.warn(
                taken ? "a late answer" : "an answer to nothing that waits",
                Map.of(
                        Field.TYPE, answer.type(),
                        Field.STAN, key.stan(),
                        Field.TERMINAL, key.terminal(),
                        Field.CODE, answer.responseCode()));
        wake.up();
    }
}
