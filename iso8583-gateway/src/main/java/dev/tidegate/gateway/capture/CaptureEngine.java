package dev.tidegate.gateway.capture;

import dev.tidegate.core.port.Landmarks;
import dev.tidegate.gateway.codec.IsoMessage;
import dev.tidegate.gateway.profile.Terminals;
import dev.tidegate.gateway.store.Store;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** The rooms of capture, furnished once. */
public final class CaptureEngine {
    private final Authorisation authorisation;
    private final Drain drain;
    private final LateAnswers lateAnswers;
    private final Recovery recovery;
    private final SilentTills silentTills;
    private final SaleCalls calls;
    private final Steps steps;
    private final Wake wake = new Wake();

    /** @param workers runs what blocks for answers, a thread for each terminal that has work */
    public CaptureEngine(
            Store store,
            Acquirers acquirers,
            Terminals terminals,
            Bodies bodies,
            CardColumns columns,
            Landmarks landmarks,
            Executor workers,
            InstantSource clock) {
        this.steps = new Steps(clock);
        Writer writer = new Writer(acquirers, terminals, columns);
        Completions completions = new Completions(acquirers, writer);
        Endings endings = new Endings(steps, acquirers, completions, clock);
        Exchange exchange = new Exchange(store, acquirers, endings, landmarks);
        Lanes lanes = new Lanes();
        this.authorisation =
                new Authorisation(store, acquirers, steps, lanes, writer, exchange, bodies, columns, wake, clock);
        this.drain = new Drain(store, acquirers, lanes, new Claims(steps, writer, endings), exchange, workers, clock);
        this.lateAnswers = new LateAnswers(store, endings, wake);
        this.recovery = new Recovery(store, endings);
        this.silentTills = new SilentTills(store, acquirers, steps, clock);
        this.calls = new SaleCalls(steps, completions, clock);
    }

    /**
     * Takes over what an earlier process left open. Before anything else.
     *
     * @return how many messages
     */
    public int recover() {
        return recovery.run();
    }

    public Authorisation authorisation() {
        return authorisation;
    }

    public Drain drain() {
        return drain;
    }

    public SilentTills silentTills() {
        return silentTills;
    }

    public SaleCalls calls() {
        return calls;
    }

    public Steps steps() {
        return steps;
    }

    public Wake wake() {
        return wake;
    }

    /** Takes an answer for which nobody waits any more. */
    public void late(String acquirer, IsoMessage answer) {
        lateAnswers.take(acquirer, answer);
    }
}
