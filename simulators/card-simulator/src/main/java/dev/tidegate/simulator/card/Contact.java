package dev.tidegate.simulator.card;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A card held to a reader, on one of its sides, with all that goes wrong. Each transport has one for each insertion.
 * Safe for several threads, one command at a time; it never waits.
 */
final class Contact {
    private final SimulatedCard card;
    private final Face face;
    private final Map<Fault, Integer> seen = new HashMap<>();
    private int cryptograms;

    /** Puts the card under power. */
    Contact(SimulatedCard card, Face face) {
        this.card = card;
        this.face = face;
        card.powerUp(face);
    }

    /** ATR. */
    synchronized Played answerToReset() {
        return play(Step.RESET, face::answerToReset);
    }

    /** Power comes or goes, or the reader resets. */
    synchronized void reset() {
        card.powerUp(face);
        cryptograms = 0;
    }

    /** One command and what comes of it. */
    synchronized Played play(byte[] command) {
        Step step = Step.of(command, cryptograms);
        if (step == Step.OPTIONS) {
            cryptograms = 0;
        }
        Played played = play(step, () -> card.answer(command));
        if (step == Step.FIRST_CRYPTOGRAM) {
            cryptograms++;
        }
        return played;
    }

    private interface Work {
        byte[] answer();
    }

    private Played play(Step step, Work work) {
        List<Fault> faults = due(step);
        Duration delay = Duration.ZERO;
        boolean higher = false;
        for (Fault fault : faults) {
            if (fault.kind() == Fault.Kind.DELAY) {
                delay = delay.plusMillis(fault.value());
            }
            higher |= fault.kind() == Fault.Kind.HIGHER;
        }
        if (has(faults, Fault.Kind.REMOVAL)) {
            return Played.gone(delay);
        }
        boolean undone = has(faults, Fault.Kind.STATUS);
        byte[] answer = undone ? new byte[2] : card.overreaching(higher, work::answer);
        if (has(faults, Fault.Kind.REMOVAL_AFTER)) {
            return Played.gone(delay);
        }
        for (Fault fault : faults) {
            answer = Damage.of(fault, answer);
        }
        return Played.of(answer, delay);
    }

    private List<Fault> due(Step step) {
        List<Fault> due = new ArrayList<>();
        for (Fault fault : card.faults()) {
            if (fault.step().covers(step)) {
                int time = seen.merge(fault, 1, Integer::sum);
                if (fault.time() == 0 || fault.time() == time) {
                    due.add(fault);
                }
            }
        }
        return due;
    }

    private static boolean has(List<Fault> faults, Fault.Kind kind) {
        return faults.stream().anyMatch(fault -> fault.kind() == kind);
    }
}
