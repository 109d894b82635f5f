package dev.tidegate.gateway.capture;

import dev.tidegate.gateway.codec.IsoMessage;
import dev.tidegate.gateway.codec.MatchKey;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.profile.Rules.ReversalStan;
import dev.tidegate.gateway.store.AttemptRow;
import dev.tidegate.gateway.store.AttemptRow.Kind;
import dev.tidegate.gateway.store.AttemptRow.State;
import dev.tidegate.gateway.store.LaneId;
import dev.tidegate.gateway.store.Store;
import dev.tidegate.gateway.store.Tables;
import java.util.Map;
import java.util.Optional;

/** Takes answers that come when nobody waits for them any more. None is lost without a word. */
final class LateAnswers {
    private static final FactLog LOG = FactLog.of(LateAnswers.class);

    private final Store store;
    private final Acquirers acquirers;
    private final Endings endings;
    private final Wake wake;

    LateAnswers(Store store, Acquirers acquirers, Endings endings, Wake wake) {
        this.store = store;
        this.acquirers = acquirers;
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
            Optional<AttemptRow> waiting =
                    asked(tables, lane, key).filter(asked -> isUnanswered(asked) && isAnsweredBy(asked, answer));
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

    // Where a reversal goes under the number of what it takes back, its own row has another.
    private Optional<AttemptRow> asked(Tables tables, LaneId lane, MatchKey key) {
        boolean reversal = key.family() == MatchKey.REVERSAL;
        boolean shared = reversal && profile(lane).rules().reversalStan() == ReversalStan.ORIGINAL;
        Optional<AttemptRow> newest = tables.attempts().newest(lane, key.stan(), reversal && !shared);
        return shared
                ? newest.flatMap(original -> tables.attempts().of(original.payment()).stream()
                        .filter(a -> a.kind() == Kind.REVERSAL && a.original() == original.number())
                        .findFirst())
                : newest;
    }

    // Its reversal may have been answered before it: then it changes nothing, and is written down.
    private static boolean isUnanswered(AttemptRow asked) {
        return asked.state() == State.TIMED_OUT
                || asked.state() == State.REVERSED
                        && asked.said().responseCode().isEmpty();
    }

    private boolean isAnsweredBy(AttemptRow asked, IsoMessage answer) {
        return profile(asked.lane())
                .message(Messages.of(asked.kind()))
                .answers()
                .contains(answer.type());
    }

    private Profile profile(LaneId lane) {
        return acquirers.of(lane).profile();
    }
}
