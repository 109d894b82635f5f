package dev.tidegate.gateway.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.gateway.profile.Profile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every way in which a payment can go, in every dialect, all at once, each on a terminal of its own: what the gateway
 * has written down and what the acquirer has booked are compared payment by payment.
 */
class DialectTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    /** More at once would wait for each other on a busy machine, longer than the timers. */
    private static final int SHOPS = 4;

    @TempDir
    private Path folder;

    @Test
    void payments_withOneMessage_endAlikeOnBothSides() throws Exception {
        inEach(DialectTest::single);
    }

    @Test
    void payments_withTwoMessages_endAlikeOnBothSides() throws Exception {
        inEach(DialectTest::dual);
    }

    /** One dialect's payments, from a folder of its own. */
    private interface Part {
        void play(Speech speech, Path folder) throws Exception;
    }

    private void inEach(Part part) throws Exception {
        try (ExecutorService dialects = Executors.newCachedThreadPool()) {
            Map<Speech, Future<?>> parts = new EnumMap<>(Speech.class);
            for (Speech speech : Speech.values()) {
                Path own = Files.createDirectory(folder.resolve(speech.name()));
                parts.put(speech, dialects.submit(() -> {
                    part.play(speech, own);
                    return null;
                }));
            }
            SoftAssertions all = new SoftAssertions();
            for (Map.Entry<Speech, Future<?>> e : parts.entrySet()) {
                all.assertThatCode(() -> e.getValue().get())
                        .as("%s", e.getKey())
                        .doesNotThrowAnyException();
            }
            all.assertAll();
        }
    }

    private static void single(Speech speech, Path folder) throws Exception {
        Profile profile = speech.edited(folder.resolve("profile"), Map.of("/capture/voidAfterOffer", "reversed"));
        playAll(speech, profile, folder, SingleMessage.CASES, List.of());
    }

    private static void dual(Speech speech, Path folder) throws Exception {
        Map<String, String> edits = new HashMap<>(Map.of(
                "/captureMode", "dual",
                "/deferredUnknown", "reverseThenResend",
                "/reversalStan", "original",
                "/capture/voidAfterOffer", "refunded"));
        for (String kind : List.of("sale", "deferred")) {
            edits.put("/messages/" + kind + "/request", speech.type("0100"));
            edits.put("/messages/" + kind + "/answers", speech.type("0110"));
        }
        edits.put("/messages/deferred/repeat", speech.type("0101"));
        List<String> options = new ArrayList<>();
        if (speech.is1993()) {
            edits.put("/messages/sale/fields/24", "=100");
            edits.put("/messages/deferred/fields/24", "=100");
        }
        switch (speech) {
            case ISO_87 -> {}
            case ELAVON -> {
                edits.put("/mac/coverage", "message");
                edits.put("/mac/fields", "");
                // Its reversals name their original by the time of the sale, which a second request has too.
                edits.put("/deferredUnknown", "repeat");
                options.addAll(List.of("--mac", "whole"));
            }
            case IFSF -> {
                edits.put("/adviceWithoutTrack", "true");
                edits.put("/messages/advice/fields/35", "");
                options.addAll(List.of("--advice-without-track", "yes"));
            }
        }
        playAll(speech, speech.edited(folder.resolve("profile"), edits), folder, DualMessage.CASES, options);
    }

    // The host asks by itself; we ask into silence.
    private static void network(DialectRig rig) throws InterruptedException {
        Speech speech = rig.speech;
        for (String function : List.of("echo", "keyChange")) {
            var ignored = rig.host.call("POST", "/tell", "{\"function\":\"" + function + "\"}");
        }
        assertThat(rig.drainUntil(() -> Heard.network(rig.heard()).containsAll(speech.network()), PATIENCE))
                .as("%s: of %s the host has heard %s", speech, speech.network(), Heard.network(rig.heard()))
                .isTrue();
        assertThat(Heard.network(rig.heard())).as("%s", speech).isEqualTo(speech.network());
    }

    private static List<String> broken(DialectRig rig, Map<Case, Counter> counters) {
        AcquirerProcess.Books books = rig.host.books();
        List<String> broken = new ArrayList<>();
        counters.forEach((one, counter) -> {
            String wanted = one.end(rig.speech);
            String found = counter.story(books);
            if (!found.equals(wanted)) {
                broken.add(one.name() + "\n  wants " + wanted + "\n  found " + found + "\n  " + counter.events());
            }
        });
        return broken;
    }

    private static void playAll(Speech speech, Profile profile, Path folder, List<Case> all, List<String> options)
            throws Exception {
        List<Case> cases = all.stream().filter(one -> one.in().contains(speech)).toList();
        try (DialectRig rig = new DialectRig(speech, profile, folder, cases.size() + 1, options);
                ExecutorService shops = Executors.newFixedThreadPool(SHOPS)) {
            Map<Case, Counter> counters = new LinkedHashMap<>();
            cases.forEach(one -> counters.put(one, rig.counter(counters.size())));
            String rules = counters.entrySet().stream()
                    .map(e -> e.getKey().rules(e.getValue().minor()))
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.joining(","));
            var ignored = rig.host.call("POST", "/rules", "[" + rules + "]");
            // What runs for the first time is slow.
            rig.counter(cases.size()).ask();
            Map<Case, Future<?>> playing = new LinkedHashMap<>();
            counters.forEach((one, counter) -> playing.put(one, shops.submit(() -> {
                one.play().at(counter);
                return null;
            })));
            boolean ended = rig.drainUntil(
                    () -> playing.values().stream().allMatch(Future::isDone)
                            && broken(rig, counters).isEmpty(),
                    PATIENCE);
            assertThat(broken(rig, counters))
                    .as("%s, all ended: %s", speech, ended)
                    .isEmpty();
            for (Future<?> one : playing.values()) {
                one.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            List<JsonNode> heard = rig.heard();
            counters.forEach((one, counter) -> {
                Heard at = new Heard(heard, counter.tid());
                assertThat(at.changedInRepeats())
                        .as("%s, %s: what a repeat says otherwise", speech, one.name())
                        .isEmpty();
                one.reversal(speech)
                        .ifPresent(wanted -> assertThat(at.reversal())
                                .as("%s, %s: its reversal", speech, one.name())
                                .isEqualTo(wanted));
            });
            network(rig);
        }
    }
}
