package dev.tidegate.gateway.link;

import dev.tidegate.gateway.codec.IsoMessage;
import dev.tidegate.gateway.codec.MatchKey;
import dev.tidegate.gateway.codec.Outbound;
import dev.tidegate.gateway.link.AcquirerLink.Arrival;
import dev.tidegate.gateway.profile.Session;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which message waits for which answer. An answer belongs to the open request that has the same class of message type
 * and the same text in the fields that the profile names, whose message type it may answer, and whose terminal it does
 * not contradict. One request of a terminal waits at a time, so there are never more than the acquirer has terminals.
 *
 * <p>What was answered or given up is remembered for a while, so that a second answer and a late one are told from one
 * that fits nothing. Safe to use from several threads.
 */
final class Correlator {
    /** A day of a busy terminal, or an hour of a busy shop: an answer that is later is unmatched, not lost. */
    static final int REMEMBERED_MAX = 4_096;
    /** How many open requests are named beside an answer that fits none. */
    static final int NEAR_MAX = 3;

    private static final String UNANSWERED = "";
    private static final int STAN = 11;
    private static final int TERMINAL = 41;

    private final Session rules;
    private final Map<String, Open> open = new HashMap<>();
    private final Map<String, Open> byTerminal = new HashMap<>();
    private final Set<Object> retired = new HashSet<>();
    /** The response code of the answer, or that none came. */
    private final Map<String, String> past = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > REMEMBERED_MAX;
        }
    };

    Correlator(Session rules) {
        this.rules = rules;
    }

    /** What an answer was. */
    sealed interface Verdict {
        /** It has ended a wait. */
        record Matched() implements Verdict {}

        /** It asks for patience, and a wait goes on. */
        record Interim() implements Verdict {}

        /** It has ended none. */
        record Stray(StrayAnswer stray) implements Verdict {}
    }

    /**
     * Begins to wait.
     *
     * @param line the connection over which the request goes
     * @return null where that one takes nothing more
     * @throws IllegalStateException a request with this key, or of this terminal, waits already
     */
    synchronized @Nullable Open expect(Outbound request, Object line) {
        if (retired.contains(line) && request.key().family() != MatchKey.NETWORK) {
            return null;
        }
        Open waiting = new Open(keyOf(request), request, line);
        String terminal = request.key().terminal();
        if (open.containsKey(waiting.key()) || !terminal.isEmpty() && byTerminal.containsKey(terminal)) {
            throw new IllegalStateException("two messages wait under " + request.key());
        }
        open.put(waiting.key(), waiting);
        if (!terminal.isEmpty()) {
            byTerminal.put(terminal, waiting);
        }
        past.remove(waiting.key());
        return waiting;
    }

    /** Gives an answer to who waits for it. */
    Verdict arrived(IsoMessage answer) {
        Open ended;
        synchronized (this) {
            String key = keyOf(answer);
            ended = open.get(key);
            if (ended == null || !fits(ended.request(), answer)) {
                return new Verdict.Stray(stray(key, answer));
            }
            if (rules.interim().codes().contains(answer.responseCode())) {
                ended.heardInterim();
                return new Verdict.Interim();
            }
            forget(ended, answer.responseCode());
        }
        // The timer may have been first by a hair.
        return ended.arrival().complete(new Arrival.Answer(answer))
                ? new Verdict.Matched()
                : new Verdict.Stray(new StrayAnswer.Late(answer));
    }

    /** Ends a wait without an answer, unless one has come. */
    void giveUp(Open waiting) {
        synchronized (this) {
            if (waiting.equals(open.get(waiting.key()))) {
                forget(waiting, UNANSWERED);
            }
        }
        waiting.arrival().complete(new Arrival.Silence());
    }

    /** Ends a wait whose request was never written, so that no answer can come. */
    void withdraw(Open waiting) {
        giveUp(waiting);
        synchronized (this) {
            past.remove(waiting.key(), UNANSWERED);
        }
    }

    /** Ends all waits of a connection that is gone. */
    void giveUpAll(Object line) {
        List<Open> gone;
        synchronized (this) {
            gone = open.values().stream().filter(one -> one.line().equals(line)).toList();
            retired.remove(line);
        }
        gone.forEach(this::giveUp);
    }

    /**
     * Lets nothing more about sales go over a connection, if none waits there.
     *
     * @param anyway also if some do
     * @return whether it is so now
     */
    synchronized boolean retire(Object line, boolean anyway) {
        boolean idle = byTerminal.values().stream().noneMatch(one -> one.line().equals(line));
        if (idle || anyway) {
            retired.add(line);
        }
        return idle || anyway;
    }

    /** How many requests wait. */
    synchronized int size() {
        return open.size();
    }

    private void forget(Open ended, String responseCode) {
        open.remove(ended.key());
        byTerminal.remove(ended.request().key().terminal(), ended);
        past.put(ended.key(), responseCode);
    }

    private StrayAnswer stray(String key, IsoMessage answer) {
        String first = past.get(key);
        if (first == null || open.containsKey(key)) {
            return new StrayAnswer.Unmatched(answer, near(answer));
        }
        if (first.equals(UNANSWERED)) {
            past.put(key, answer.responseCode());
            return new StrayAnswer.Late(answer);
        }
        return new StrayAnswer.Duplicate(answer, !first.equals(answer.responseCode()));
    }

    private List<NearMiss> near(IsoMessage answer) {
        List<Integer> fields = new ArrayList<>(rules.matchOn());
        if (!fields.contains(TERMINAL) && !answer.text(TERMINAL).isEmpty()) {
            fields.add(TERMINAL);
        }
        return open.values().stream()
                .filter(one -> !one.request().key().terminal().isEmpty())
                .map(one -> NearMiss.of(one.request(), answer, fields))
                .filter(miss -> miss.fieldsThatDiffer() < fields.size())
                .sorted(Comparator.comparingInt(miss -> miss.differences().size()))
                .limit(NEAR_MAX)
                .toList();
    }

    private static boolean fits(Outbound request, IsoMessage answer) {
        String terminal = answer.text(TERMINAL);
        return request.answers().contains(answer.type())
                && (terminal.isEmpty() || request.text(TERMINAL).isEmpty() || terminal.equals(request.text(TERMINAL)));
    }

    private String keyOf(Outbound request) {
        StringBuilder key = new StringBuilder().append(request.key().family());
        if (request.key().family() == MatchKey.NETWORK) {
            return key.append(request.text(STAN)).toString();
        }
        rules.matchOn().forEach(field -> key.append('|').append(request.text(field)));
        return key.toString();
    }

    private String keyOf(IsoMessage answer) {
        StringBuilder key = new StringBuilder().append(answer.type().charAt(1));
        if (answer.type().charAt(1) == MatchKey.NETWORK) {
            return key.append(answer.text(STAN)).toString();
        }
        rules.matchOn().forEach(field -> key.append('|').append(answer.text(field)));
        return key.toString();
    }
}
