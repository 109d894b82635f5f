package dev.tidegate.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.house.Project;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * The cashier's page in a real browser, told by keys what to do: {@code browser/page.mjs}. What is not said of another
 * page is of the first one, which is English; a Vietnamese and a Russian one show the same till.
 */
final class CashierPage implements AutoCloseable {
    static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SCANNED_MILLIS = 5;

    private final Process browser;
    private final BufferedReader said;
    private final BufferedWriter told;

    /** A button of the screen on top. */
    record Button(String label, String key, boolean dead, String why) {}

    /** Opens the pages; pictures and the browser's complaints go to a folder. */
    CashierPage(URI till, Path pictures) {
        List<String> command =
                new ArrayList<>(List.of("node", "page.mjs", till.toString(), pictures.toString(), CHROMIUM.toString()));
        if (System.getProperty("tidegate.pictures") != null) {
            command.add("all");
        }
        try {
            browser = new ProcessBuilder(command)
                    .directory(Project.folder()
                            .resolve("checks/end-to-end/browser")
                            .toFile())
                    .redirectError(Files.createDirectories(pictures)
                            .resolve("page.log")
                            .toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        said = new BufferedReader(new InputStreamReader(browser.getInputStream(), StandardCharsets.UTF_8));
        told = new BufferedWriter(new OutputStreamWriter(browser.getOutputStream(), StandardCharsets.UTF_8));
        if (!line().startsWith("READY")) {
            throw new IllegalStateException("no browser, see " + pictures.resolve("page.log"));
        }
    }

    /** Presses keys, one after another, as soon as the screen takes them. */
    void press(String... keys) {
        pressAt("en", keys);
    }

    /** As {@link #press}, at another page. */
    void pressAt(String at, String... keys) {
        tell("press", Map.of("at", at, "keys", List.of(keys)));
    }

    /** Presses a key until something is gone: a screen that has just come does not take it. */
    void pressUntilGone(String key, String selector) {
        tell("press", Map.of("keys", List.of(key), "until", selector));
    }

    /** Types digits on the page's own keypad. */
    void type(String digits) {
        press(digits.split(""));
    }

    /** Text into the field that has the focus. */
    void write(String text) {
        tell("write", Map.of("text", text));
    }

    /** As a scanner that types: 5 ms a key, Enter behind them. */
    void scan(String code) {
        tell("scan", Map.of("code", code, "millis", SCANNED_MILLIS));
    }

    /** A code of the shop's own for something weighed: its check digit behind it (GS1, 7.9). */
    static String weighed(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return digits + (10 - sum % 10) % 10;
    }

    /** The words of what a selector finds, as soon as it is there. */
    String shows(String selector) {
        return tell("shows", Map.of("selector", selector)).asText();
    }

    /** As {@link #shows(String)}, once it has a text. */
    String shows(String selector, String text) {
        return showsAt("en", selector, text);
    }

    String showsAt(String at, String selector, String text) {
        return tell("shows", Map.of("at", at, "selector", selector, "text", text))
                .asText();
    }

    void gone(String selector) {
        goneAt("en", selector);
    }

    void goneAt(String at, String selector) {
        tell("gone", Map.of("at", at, "selector", selector));
    }

    int count(String selector) {
        return tell("count", Map.of("selector", selector)).asInt();
    }

    /** What can be pressed on the screen on top, and what cannot. */
    List<Button> buttons() {
        return StreamSupport.stream(tell("buttons", Map.of()).spliterator(), false)
                .map(each -> new Button(
                        each.path("label").asText(),
                        each.path("key").asText(),
                        each.path("dead").asBoolean(),
                        each.path("why").asText()))
                .toList();
    }

    /** The button of a key. */
    Button button(String key) {
        return buttons().stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button of " + key + " among " + buttons()));
    }

    /**
     * Looks at the screen that is there in each language, by day and by night: what axe finds, what is too small for a
     * finger, and what stands out of the page.
     */
    List<String> look(String screen) {
        return look(screen, List.of(), List.of());
    }

    /** As {@link #look(String)}, for a screen that keys open and close at each page. */
    List<String> look(String screen, List<String> open, List<String> close) {
        JsonNode found = tell("look", Map.of("name", screen, "open", open, "close", close));
        return StreamSupport.stream(found.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** A picture by day and one by night. */
    void picture(String name) {
        tell("picture", Map.of("name", name));
    }

    void reload() {
        tell("reload", Map.of());
    }

    /** Keeps the stream of events from the first page, or lets it through again; loads the page anew. */
    void deaf(boolean deaf) {
        tell("deaf", Map.of("deaf", deaf));
    }

    /** Keeps every answer of the till from all pages, or lets them through again; loads the pages anew. */
    void mute(boolean mute) {
        tell("mute", Map.of("mute", mute));
    }

    /** Who signed in at the first page is at the others too. */
    void follow() {
        tell("follow", Map.of());
    }

    /** Opens the customer's screen as a page of its own, {@code customer}. */
    void openCustomer() {
        tell("customer", Map.of());
    }

    /** A call of the till's, as the page makes it: with the cookie of who is signed in. */
    JsonNode get(String path) {
        return tell("ask", Map.of("method", "GET", "path", path)).path("body");
    }

    /** How often a pointer was pressed since the page was loaded. */
    int pointed() {
        return tell("pointed", Map.of()).asInt();
    }

    /** What the pages threw, and the screens that nobody looked at. */
    JsonNode end() {
        return tell("end", Map.of());
    }

    private JsonNode tell(String what, Map<String, ?> given) {
        Map<String, Object> all = new HashMap<>(given);
        all.put("do", what);
        try {
            told.write(JSON.writeValueAsString(all));
            told.newLine();
            told.flush();
            JsonNode answer = JSON.readTree(line());
            if (answer.has("broken")) {
                throw new AssertionError(answer.path("broken").asText());
            }
            return answer.path("said");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line() {
        try {
            String line = said.readLine();
            if (line == null) {
                throw new IllegalStateException("the browser is gone: " + browser.waitFor());
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        browser.descendants().forEach(ProcessHandle::destroyForcibly);
        browser.destroyForcibly();
    }
}
