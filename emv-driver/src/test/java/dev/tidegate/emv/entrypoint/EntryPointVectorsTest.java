package dev.tidegate.emv.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.emv.testcard.Vectors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every entry point case of the vectors, by its EMVCo number: 100 cases, some of several runs. Six come without their
 * run, or without its amounts: {@link GivenByTitle} plays them.
 */
final class EntryPointVectorsTest {
    private static final Map<String, UserMessage> MESSAGES = Map.ofEntries(
            Map.entry("msg_approved", UserMessage.APPROVED),
            Map.entry("msg_not_authorized", UserMessage.NOT_AUTHORISED),
            Map.entry("msg_remove_card", UserMessage.REMOVE_CARD),
            Map.entry("msg_welcome", UserMessage.WELCOME),
            Map.entry("msg_present_card", UserMessage.PRESENT_CARD),
            Map.entry("msg_processing", UserMessage.PROCESSING),
            Map.entry("msg_card_read_ok", UserMessage.CARD_READ_OK),
            Map.entry("msg_insert_or_swipe_card", UserMessage.INSERT_OR_SWIPE),
            Map.entry("msg_authorising", UserMessage.AUTHORISING),
            Map.entry("msg_try_another_card", UserMessage.TRY_ANOTHER_CARD),
            Map.entry("msg_see_phone", UserMessage.SEE_PHONE),
            Map.entry("msg_present_card_again", UserMessage.PRESENT_CARD_AGAIN));

    /** What entry point shows by itself. */
    private static final List<UserMessage> OWN = List.of(UserMessage.PRESENT_CARD, UserMessage.INSERT_OR_SWIPE);

    private static final JsonNode TESTS =
            Vectors.json("entrypoint/libpay-entry-point-tests.json").get("tests");
    private static final Map<String, JsonNode> CARDS = named("entrypoint/libpay-lower-tester-cards.json");
    private static final Map<String, JsonNode> SETTINGS = named("entrypoint/libpay-terminal-settings.json");

    @TestFactory
    Collection<DynamicTest> entryPoint_aCaseOfTheBook_endsAsTheCaseSays() {
        List<DynamicTest> runs = new ArrayList<>();
        int cases = 0;
        for (JsonNode test : TESTS) {
            String id = test.get("id").asText();
            cases++;
            if (GivenByTitle.has(id)) {
                runs.addAll(GivenByTitle.runs(test, SETTINGS, CARDS));
                continue;
            }
            int number = 0;
            boolean each = count(test) >= test.get("runs").size();
            for (JsonNode run : test.get("runs")) {
                boolean own = one(SETTINGS, run, "term").get("autorun").asBoolean();
                // A reader that runs by itself takes an amount from the case's list only where there is one for each.
                int at = own && !each ? number : number++;
                String name = id + " " + run.get("term").asText() + " "
                        + run.get("lt").asText();
                runs.add(DynamicTest.dynamicTest(name, () -> check(id, test, run, at)));
            }
        }
        System.out.println("entry point: " + runs.size() + " runs of " + cases + " of " + TESTS.size() + " cases");
        return runs;
    }

    @Test
    void vectors_everyCase_hasARun() {
        assertThat(TESTS).hasSize(100);
        assertThat(TESTS)
                .allMatch(test -> !test.get("runs").isEmpty()
                        || GivenByTitle.has(test.get("id").asText()));
    }

    private static void check(String id, JsonNode test, JsonNode run, int number) {
        ReaderUnderTest reader = new ReaderUnderTest(one(SETTINGS, run, "term"));
        JsonNode card = one(CARDS, run, "lt");
        JsonNode expected = run.path("expect");
        List<KernelOutcome<String>> script = script(id, card, expected);
        // Where the case gives no amount, none matters to it; two is below every limit and no unit of currency.
        EntryPointCase played = new EntryPointCase(
                        reader,
                        card,
                        reader.runsByItself() ? reader.ownType() : type(test),
                        reader.runsByItself() ? reader.ownAmount() : amount(test, "amount_authorized", number, 2),
                        reader.runsByItself() ? 0 : amount(test, "amount_other", number, 0),
                        script)
                .play();

        if (!id.startsWith("2EB.022")) {
            assertThat(played.outcomes().getLast()).isSameAs(script.getLast());
        }
        assertInOrder(played.names(), texts(expected.path("select_df_names_in_order")));
        for (String screen : List.of("start", "ui_request", "outcome", "txn_end")) {
            checkShown(played, texts(expected.path(screen)));
        }
        List<String> literals = texts(expected.path("gpo_literals_hint"));
        if (!literals.isEmpty()) {
            new Hints(id, literals, played.told().getLast()).check();
        }
    }

    private static void checkShown(EntryPointCase played, List<String> expected) {
        List<UserMessage> messages = expected.stream()
                .filter(MESSAGES::containsKey)
                .map(MESSAGES::get)
                .toList();
        List<Long> amounts = expected.stream()
                .filter(text -> text.matches("\\d{12}"))
                .map(Long::valueOf)
                .toList();
        assertInOrder(played.shown().stream().map(UserInterfaceRequest::message).toList(), messages);
        assertThat(played.shown()).extracting(UserInterfaceRequest::amountMinor).containsAll(amounts);
        for (String text : expected) {
            if (text.startsWith("sts_")) {
                ReaderStatus status = ReaderStatus.valueOf(text.substring(4).toUpperCase(Locale.ROOT));
                assertThat(played.shown())
                        .extracting(UserInterfaceRequest::status)
                        .contains(status);
            }
        }
    }

    // AssertJ does not look for nothing.
    private static <E> void assertInOrder(List<E> actual, List<E> expected) {
        if (!expected.isEmpty()) {
            assertThat(actual).containsSubsequence(expected);
        }
    }

    // The data gives outcomes and where they begin again; what they show is in the expectation alone: entry point is to
    // hand it on as it is.
    private static List<KernelOutcome<String>> script(String id, JsonNode card, JsonNode expected) {
        List<String> kinds = new ArrayList<>();
        List<String> starts = new ArrayList<>();
        for (JsonNode outcome : card.get("outcomes")) {
            kinds.add(outcome.get("outcome").asText());
            starts.add(outcome.get("start").asText());
        }
        if (kinds.isEmpty()) {
            // A card of several applications comes without a script: those of 2EF.003 and 2EF.001 are in the title.
            int nexts = id.startsWith("2EF.003") ? place(card, expected) : id.startsWith("2EF.001") ? 2 : 0;
            for (int i = 0; i < nexts; i++) {
                kinds.add("SelectNext");
                starts.add("C");
            }
            kinds.add("Approved");
            starts.add("N/A");
        }
        List<UserInterfaceRequest> shown = requests(expected);
        boolean again = starts.getFirst().length() == 1 && kinds.size() > 1;
        boolean removed = shown.size() == 2 && shown.getFirst().message() == UserMessage.REMOVE_CARD;
        List<KernelOutcome<String>> script = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            boolean first = i == 0 && again;
            boolean last = i == kinds.size() - 1;
            UserInterfaceRequest asked = first && removed ? shown.getFirst() : asked(first, expected);
            UserInterfaceRequest onRestart = first && !shown.isEmpty() ? shown.get(removed ? 1 : 0) : null;
            boolean lastShows = last && !removed && shown.size() > (again ? 1 : 0);
            script.add(EntryPointCase.outcome(
                    kinds.get(i), starts.get(i), lastShows ? shown.getLast() : asked, onRestart));
        }
        return script;
    }

    // Where the name that is to be reached stands in the card's directory.
    private static int place(JsonNode card, JsonNode expected) {
        List<String> names = Vectors.each(card.get("ppse_entries"))
                .map(entry -> entry.get("aid").asText())
                .toList();
        return names.lastIndexOf(
                texts(expected.path("select_df_names_in_order")).getLast());
    }

    private static @Nullable UserInterfaceRequest asked(boolean first, JsonNode expected) {
        List<String> texts = texts(expected.path("outcome"));
        return first && !texts.isEmpty() ? request(texts.getFirst(), null) : null;
    }

    private static List<UserInterfaceRequest> requests(JsonNode expected) {
        List<String> texts = new ArrayList<>(texts(expected.path("ui_request")));
        texts.addAll(texts(expected.path("txn_end")));
        Long amount = texts.stream()
                .filter(text -> text.matches("\\d{12}"))
                .map(Long::valueOf)
                .findFirst()
                .orElse(null);
        return texts.stream()
                .filter(MESSAGES::containsKey)
                .filter(text -> !OWN.contains(MESSAGES.get(text))
                        || !texts(expected.path("txn_end")).isEmpty())
                .map(text -> request(text, amount))
                .toList();
    }

    private static UserInterfaceRequest request(String text, @Nullable Long amount) {
        UserMessage message = Objects.requireNonNull(MESSAGES.get(text));
        ReaderStatus status = message == UserMessage.PRESENT_CARD_AGAIN
                ? ReaderStatus.READY_TO_READ
                : ReaderStatus.CARD_READ_SUCCESSFULLY;
        return new UserInterfaceRequest(message, status, Duration.ofMillis(100), List.of("en", "de"), amount);
    }

    private static JsonNode one(Map<String, JsonNode> named, JsonNode run, String field) {
        return Objects.requireNonNull(named.get(run.get(field).asText()));
    }

    private static int type(JsonNode test) {
        for (JsonNode line : test.get("txn")) {
            if (line.get(0).asText().equals("type")) {
                return ReaderUnderTest.type(line.get(1).asText());
            }
        }
        return ReaderUnderTest.type("txn_purchase");
    }

    // The amounts of a case are those of its runs in order; one alone is that of every run.
    private static long amount(JsonNode test, String name, int number, long none) {
        List<Long> amounts = new ArrayList<>();
        for (JsonNode line : test.get("txn")) {
            if (line.get(0).asText().equals(name)) {
                amounts.add(line.get(1).asLong());
            }
        }
        return amounts.isEmpty() ? none : amounts.get(Math.min(number, amounts.size() - 1));
    }

    private static long count(JsonNode test) {
        return Vectors.each(test.get("txn"))
                .filter(line -> line.get(0).asText().equals("amount_authorized"))
                .count();
    }

    private static List<String> texts(JsonNode array) {
        return Vectors.each(array).map(JsonNode::asText).toList();
    }

    private static Map<String, JsonNode> named(String path) {
        Map<String, JsonNode> found = new HashMap<>();
        Vectors.json(path).forEach(one -> found.put(one.get("name").asText(), one));
        return found;
    }
}
