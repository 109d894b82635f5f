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
    private final LateSales lateSales;
    private final ManualActions manualActions;
    private final SaleCalls calls;
    private final Steps steps;
    private final Turns turns;
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
            Tenure tenure,
            InstantSource clock) {
        this.steps = new Steps(clock);
        Writer writer = new Writer(acquirers, terminals, columns);
        Completions completions = new Completions(acquirers, writer);
        VoidAfterOffer voids = new VoidAfterOffer(steps, acquirers, columns, clock);
        CircuitBreaker breaker = new CircuitBreaker(clock);
        Endings endings = new Endings(steps, acquirers, completions, voids, breaker, clock);
        this.manualActions = new ManualActions(steps, completions, breaker, clock);
        Exchange exchange = new Exchange(store, acquirers, endings, landmarks, tenure);
        Lanes lanes = new Lanes();
        Rates rates = new Rates(acquirers, clock);
        this.turns = new Turns(lanes, rates, workers);
        this.authorisation = new Authorisation(
                store,
                acquirers,
                steps,
                lanes,
                writer,
                exchange,
                bodies,
                columns,
                wake,
                new Refundables(store, acquirers, terminals, columns),
                rates,
                tenure,
                clock);
        this.drain = new Drain(
                store, acquirers, lanes, new Claims(steps, writer, endings, rates, tenure), exchange, workers, clock);
        this.lateAnswers = new LateAnswers(store, acquirers, endings, wake);
        this.recovery = new Recovery(store, endings, tenure);
        this.silentTills = new SilentTills(store, acquirers, steps, clock);
        this.lateSales = new LateSales(store, acquirers, steps, clock);
        this.calls = new SaleCalls(steps, completions, voids, clock);
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

    public LateSales lateSales() {
        return lateSales;
    }

    public ManualActions manualActions() {
        return manualActions;
    }

    public SaleCalls calls() {
        return calls;
    }

    public Steps steps() {
        return steps;
    }

    /** Terminals' turns, for what is no payment. */
    public Turns turns() {
        return turns;
    }

    public Wake wake() {
        return wake;
    }

    /** Takes an answer for which nobody waits any more. */
    public void late(String acquirer, IsoMessage answer) {
        lateAnswers.take(acquirer, answer);
    }
}
