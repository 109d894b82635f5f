package dev.tidegate.till.sale;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a card wants to know of its holder: asked by the sale's thread, answered by the page. The kernel's word for
 * <em>none of them</em> is {@link #NONE}. Safe to use from several threads.
 */
public final class Questions {
    /** The cardholder wants none of them, did not answer in time, or the question was taken back. */
    public static final int NONE = -1;

    /**
     * What stands on the screen beside the prompt.
     *
     * @param number of this question; an answer names it, so that a late press answers no other
     * @param applications to choose from, the first is the card's favourite; empty where a PIN is entered
     * @param triesLeft of the PIN as the card has said, {@link #NONE} where it has not
     */
    public record Asked(long number, List<String> applications, int triesLeft) {
        public Asked {
            applications = List.copyOf(applications);
        }
    }

    private static final int OPEN = -2;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition answered = lock.newCondition();
    private long number;
    private @Nullable Asked asked;
    private int answer = OPEN;

    /** What is being asked now, absent where nothing is. */
    public @Nullable Asked asked() {
        lock.lock();
        try {
            return asked;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Asks which application to use, and waits for the answer.
     *
     * @param toldOf shows the question, once it can be answered
     * @return the place in the list, or {@link #NONE}
     */
    public int choose(List<String> applications, Duration wait, Runnable toldOf) {
        lock.lock();
        try {
            answer = OPEN;
            asked = new Asked(++number, applications, NONE);
        } finally {
            lock.unlock();
        }
        toldOf.run();
        lock.lock();
        try {
            long left = wait.toNanos();
            while (answer == OPEN && left > 0) {
                left = answered.awaitNanos(left);
            }
            return answer == OPEN ? NONE : answer;
        } catch (InterruptedException e) {
            // The till is stopping: nobody is asked any more.
            Thread.currentThread().interrupt();
            return NONE;
        } finally {
            asked = null;
            lock.unlock();
        }
    }

    /**
     * Somebody has chosen.
     *
     * @param place in the list, or {@link #NONE}
     * @return whether this question stood and has that place; else nothing has changed
     */
    public boolean answer(long question, int place) {
        lock.lock();
        try {
            boolean stands = asked != null
                    && asked.number() == question
                    && answer == OPEN
                    && place >= NONE
                    && place < asked.applications().size();
            if (stands) {
                answer = place;
                answered.signalAll();
            }
            return stands;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the question back. Harmless where none stands. */
    public void cancel() {
        lock.lock();
        try {
            if (asked != null && answer == OPEN) {
                answer = NONE;
                answered.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** A PIN is being entered, on the pad and nowhere else. */
    public void pin(int triesLeft) {
        lock.lock();
        try {
            asked = new Asked(++number, List.of(), triesLeft);
            answer = NONE;
        } finally {
            lock.unlock();
        }
    }

    /** The pad has ended. */
    public void pinOver() {
        lock.lock();
        try {
            asked = null;
        } finally {
            lock.unlock();
        }
    }
}
