package dev.tidegate.gateway.link;

import dev.tidegate.gateway.link.LinkStanding.State;
import java.time.Instant;
import java.time.InstantSource;

/** Keeps how a link stands. Safe to use from several threads. */
final class Standing {
    private final LinkPlan plan;
    private final InstantSource clock;
    private LinkStanding now;
    /** What was told last, until the link is up again. */
    private LinkTrouble told = LinkTrouble.NONE;

    Standing(LinkPlan plan, InstantSource clock) {
        this.plan = plan;
        this.clock = clock;
        Instant start = clock.instant();
        this.now = new LinkStanding(State.DOWN, start, plan.addresses().getFirst(), false, LinkTrouble.NONE, start);
    }

    synchronized LinkStanding now() {
        return now;
    }

    synchronized boolean isAnswering() {
        return now.state() == State.UP;
    }

    synchronized void tries(int addressIndex) {
        at(addressIndex, now.state(), now.since());
    }

    synchronized void up(int addressIndex) {
        told = LinkTrouble.NONE;
        at(addressIndex, State.UP, clock.instant());
    }

    synchronized void silent() {
        if (now.state() == State.UP) {
            is(State.SILENT);
        }
    }

    synchronized void answering() {
        if (now.state() == State.SILENT) {
            is(State.UP);
        }
    }

    synchronized void down(LinkTrouble why) {
        trouble(why);
        is(State.DOWN);
    }

    synchronized void is(State state) {
        if (now.state() != state && now.state() != State.STOPPED) {
            now = new LinkStanding(
                    state, clock.instant(), now.address(), now.secondary(), now.trouble(), now.troubleAt());
        }
    }

    /** @return whether it is another than the last */
    synchronized boolean trouble(LinkTrouble why) {
        now = new LinkStanding(now.state(), now.since(), now.address(), now.secondary(), why, clock.instant());
        boolean other = told != why;
        told = why;
        return other;
    }

    private void at(int addressIndex, State state, Instant since) {
        now = new LinkStanding(
                state, since, plan.addresses().get(addressIndex), addressIndex > 0, now.trouble(), now.troubleAt());
    }
}
