package dev.tidegate.gateway.link;

import dev.tidegate.crypto.KeyUnavailableException;
import dev.tidegate.gateway.codec.Inbound;
import dev.tidegate.gateway.codec.IsoCodec;
import dev.tidegate.gateway.codec.IsoMessage;
import dev.tidegate.gateway.codec.MalformedMessageException;
import dev.tidegate.gateway.codec.MatchKey;
import dev.tidegate.gateway.link.LinkCounts.What;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Takes what comes over the lines of one link: answers to who waits for them, requests to the desk, everything else to
 * the ears. Used by the link's thread alone; where a module checks the codes it is asked on another, in the order in
 * which the frames came, and what they say is taken here again.
 */
final class Hearing {
    /**
     * So many frames in a row that cannot be read, and the connection is given up: it is not the host's, or not ours.
     */
    static final int UNREADABLE_MAX = 3;

    private static final FactLog LOG = FactLog.of(Hearing.class);
    private static final Duration QUOTA_PERIOD = Duration.ofMinutes(1);

    private final LinkPlan plan;
    private final IsoCodec codec;
    private final Correlator correlator;
    private final HostDesk desk;
    private final EventLoop loop;
    private final LinkPorts ports;
    private final LinkCounts counts;
    private final Ears ears;
    private final Ears readers;
    private final LineQuota quota = new LineQuota(LOG);
    private boolean renewing;
    private final Set<Line> paused = new HashSet<>();

    Hearing(
            LinkPlan plan,
            IsoCodec codec,
            Correlator correlator,
            HostDesk desk,
            EventLoop loop,
            LinkPorts ports,
            LinkCounts counts) {
        this.plan = plan;
        this.codec = codec;
        this.correlator = correlator;
        this.desk = desk;
        this.loop = loop;
        this.ports = ports;
        this.counts = counts;
        this.ears = new Ears(ports.workers(), () -> loop.execute(this::readOn));
        this.readers = new Ears(ports.workers(), () -> loop.execute(this::readOn));
    }

    /** Passes on a call in its turn. */
    void tell(Runnable call) {
        ears.tell(call);
    }

    /**
     * The hearing of one line.
     *
     * @param heard something came over it that can be read
     * @param silence nothing went either way for the profile's time
     * @param gone it has ended
     */
    Inlet.Hearing of(Line line, Consumer<Line> heard, Consumer<Line> silence, Consumer<Line> gone) {
        return new Inlet.Hearing() {
            @Override
            public void frame(byte[] message) {
                inTurn(line, () -> read(line, message, heard));
            }

            @Override
            public void foreign(byte[] frame) {
                unreadable(line, frame, "TPDU or header of another");
            }

            @Override
            public void silence() {
                silence.accept(line);
            }

            @Override
            public void failed(LinkTrouble why) {
                line.blame(why);
            }

            @Override
            public void ended() {
                line.blame(LinkTrouble.CLOSED_BY_HOST);
                // What it said before it ended is heard before.
                inTurn(line, () -> () -> {
                    paused.remove(line);
                    gone.accept(line);
                });
            }
        };
    }

    // Reads, and then takes what was read.
    private void inTurn(Line line, Supplier<Runnable> reading) {
        if (codec.waits()) {
            tell(readers, line, () -> loop.execute(reading.get()));
        } else {
            reading.get().run();
        }
    }

    private Runnable read(Line line, byte[] message, Consumer<Line> heard) {
        try {
            Inbound inbound = codec.read(message);
            return () -> {
                line.heard();
                heard.accept(line);
                taken(line, inbound);
            };
        } catch (MalformedMessageException e) {
            return () -> unreadable(line, message, String.valueOf(e.getMessage()));
        } catch (KeyUnavailableException e) {
            // Nobody can say whether it is the host's: as no answer, and kept.
            return () -> unreadable(line, message, "its authentication code cannot be checked now");
        }
    }

    private void taken(Line line, Inbound inbound) {
        switch (inbound) {
            case Inbound.Request(var request) -> desk.asked(line, request);
            case Inbound.Answer(var answer) -> {
                switch (correlator.arrived(answer)) {
                    case Correlator.Verdict.Matched() -> counts.add(What.ANSWERED);
                    case Correlator.Verdict.Interim() -> counts.add(What.INTERIM);
                    case Correlator.Verdict.Stray(var stray) -> stray(line, stray);
                }
            }
        }
    }

    private void stray(Line line, StrayAnswer stray) {
        IsoMessage answer = stray.answer();
        switch (stray) {
            case StrayAnswer.Late late -> {
                counts.add(What.LATE);
                warn("an answer after its timer", answer, "");
            }
            case StrayAnswer.Duplicate(var ignored, var contradicts) -> {
                counts.add(What.DUPLICATE);
                if (contradicts) {
                    counts.add(What.CONTRADICTING);
                    warn("a second answer that says otherwise, the first counts", answer, "");
                }
            }
            case StrayAnswer.Unmatched(var ignored, var near) -> {
                counts.add(What.UNMATCHED);
                warn(
                        "an answer that fits no request",
                        answer,
                        near.isEmpty() ? "" : near.getFirst().told());
            }
        }
        // Of an echo nobody else knows anything.
        if (answer.key().family() != MatchKey.NETWORK) {
            tell(ears, line, () -> ports.ears().stray(stray));
        }
    }

    private void unreadable(Line line, byte[] frame, String reason) {
        counts.add(What.UNREADABLE);
        renewLater();
        quota.warn(
                "a frame that cannot be read, set aside",
                Map.of(Field.ACQUIRER, plan.acquirer(), Field.BYTES, frame.length, Field.REASON, reason));
        int inARow = line.heardUnreadable();
        tell(ears, line, () -> {
            try {
                ports.quarantine().keep(plan.acquirer(), frame, reason);
            } finally {
                Arrays.fill(frame, (byte) 0);
            }
        });
        if (inARow >= UNREADABLE_MAX) {
            line.close(LinkTrouble.FRAMES_UNREADABLE);
        }
    }

    private void tell(Ears whom, Line line, Runnable call) {
        whom.tell(call);
        if (whom.isFull()) {
            line.read(false);
            paused.add(line);
        }
    }

    private void readOn() {
        if (ears.isFull() || readers.isFull()) {
            return;
        }
        paused.forEach(line -> line.read(true));
        paused.clear();
    }

    private void warn(String fact, IsoMessage answer, String near) {
        renewLater();
        quota.warn(
                fact,
                Map.of(
                        Field.ACQUIRER, plan.acquirer(),
                        Field.TYPE, answer.type(),
                        Field.STAN, answer.text(11),
                        Field.TERMINAL, answer.text(41),
                        Field.CODE, answer.responseCode(),
                        Field.NEAR, near));
    }

    private void renewLater() {
        if (!renewing && !loop.isShuttingDown()) {
            renewing = true;
            var ignored = loop.schedule(
                    () -> {
                        renewing = false;
                        quota.renew();
                    },
                    QUOTA_PERIOD.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }
}
