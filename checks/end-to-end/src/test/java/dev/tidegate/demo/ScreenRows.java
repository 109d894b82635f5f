package dev.tidegate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.demo.Cashier.Way;
import dev.tidegate.demo.CashierPage.Button;
import dev.tidegate.demo.SaleSeen.Told;
import java.util.List;

/** The rows of {@link RowsIT} that look at screens: prompts that wait for the card's holder, and whatever is left. */
final class ScreenRows {
    private static final String REFUNDABLE = "wait:article [aria-keyshortcuts=F6]:not([aria-disabled])";

    private static final String TIPPABLE = "wait:article [aria-keyshortcuts=P]:not([aria-disabled])";

    private final ShopWithPage day;
    private final CashierPage page;

    ScreenRows(ShopWithPage day) {
        this.day = day;
        this.page = day.page;
    }

    void prompts() {
        assertPrompt(20_43, "chip-two-brands", "Which of the card’s applications pays?");
        page.press("2");
        assertThat(day.result()).isEqualTo("APPROVED");
        day.told(20_43, Told.APPROVED);
        assertThat(page.look("result")).as("in green").isEmpty();
        day.ok();
        assertPrompt(20_44, "chip-pin", "Enter the PIN on the pad");
        day.onPad("wrong");
        page.shows("#prompt-line", "Wrong PIN");
        page.shows(".pin", "2 tries left");
        day.onPad("right");
        assertThat(day.result()).isEqualTo("APPROVED");
        day.told(20_44, Told.APPROVED);
        day.ok();

        assertThat(List.of(day.live(20_43), day.live(20_44))).containsExactly(1L, 1L);
    }

    private void assertPrompt(long amount, String card, String line) {
        day.ask(amount);
        day.present(card, Way.INSERT);
        page.shows("#prompt-line", line);
        assertThat(page.look("prompt")).isEmpty();
    }

    void tipAfter() {
        day.cut();
        assertThat(day.sell(20_90, "chip-approves", Way.INSERT)).isEqualTo("STORED – not yet authorised");
        day.told(22_90, Told.STORED);
        day.ok();
        assertThat(page.look(
                        "tip-after",
                        List.of("F4", RowsIT.LISTED, "ArrowDown", TIPPABLE, "p"),
                        List.of("Escape", "Escape", "F2")))
                .isEmpty();
        page.press("F4", RowsIT.LISTED, "ArrowDown", TIPPABLE, "p");
        page.shows("#panel-tip-after");
        page.type("200");
        page.press("Enter");
        page.gone("#panel-tip-after");
        page.press("F2");
        day.join();
        day.awaitDrained();

        assertThat(List.of(day.live(20_90), day.live(22_90))).containsExactly(0L, 1L);
    }

    void refund() {
        day.awaitDrained();
        page.press("F4", RowsIT.LISTED, "ArrowDown");
        page.shows("article .state", "Captured");
        assertThat(page.look(
                        "refund",
                        List.of("F4", RowsIT.LISTED, "ArrowDown", REFUNDABLE, "F6"),
                        List.of("Escape", "Escape", "F2")))
                .isEmpty();
        assertThat(page.look(
                        "confirm",
                        List.of("F4", RowsIT.LISTED, "ArrowDown", REFUNDABLE, "F6", "a"),
                        List.of("Escape", "Escape", "Escape", "F2")))
                .isEmpty();
        page.press("F4", RowsIT.LISTED, "ArrowDown", REFUNDABLE, "F6");
        page.shows("#panel-refund");
        page.type("2081");
        Button tooMuch = page.button("Enter");
        page.press("Backspace", "Backspace", "Backspace", "Backspace");
        page.type("508");
        page.press("Enter");
        page.shows("#panel-confirm");
        page.press("Enter");
        page.shows("article li [role=status]", "refunded");
        page.press("F2");

        assertThat(tooMuch).matches(Button::dead);
        assertThat(day.refundsOf(5_08)).as("given back").isEqualTo(1);
        assertThat(day.books.shop("select state from refund where minor = 508")).isEqualTo("REFUNDED");
    }

    void everyScreen() {
        assertThat(page.look("customer")).isEmpty();
        assertThat(page.look("sell")).isEmpty();
        page.press("q", "w");
        page.picture("sell");
        page.press("Delete");
        look("menu", "F10");
        look("limits", "F10", "l");
        look("word", "F10", "o");
        look("sign-out", "F10", "q");
        look("search", "t");
        lookWithItem("discount", "F3");
        lookWithItem("tip", "p");
        lookWithItem("cash", "F6");
        lookWithItem("other", "o");
        assertThat(page.look("voice", List.of("q", "o", "v"), List.of("Escape", "Delete")))
                .isEmpty();
        assertThat(page.look(
                        "weigh",
                        List.of(
                                "ArrowRight",
                                "wait:.grid >> text=Pretzel",
                                "ArrowRight",
                                "wait:.grid >> text=Quiche",
                                "ArrowRight",
                                "wait:.grid >> text=Apples",
                                "q"),
                        List.of(
                                "Escape",
                                "ArrowLeft",
                                "wait:.grid >> text=Quiche",
                                "ArrowLeft",
                                "wait:.grid >> text=Pretzel",
                                "ArrowLeft",
                                "wait:.grid >> text=Espresso")))
                .isEmpty();
        assertThat(page.look("paid", List.of("q", "F6", "Enter"), List.of("Enter")))
                .isEmpty();
        page.mute(true);
        assertThat(page.look("starting")).isEmpty();
        page.mute(false);
        page.shows(".standing.online");

        assertThat(page.end().path("unvisited"))
                .as("screens that nobody has looked at")
                .isEmpty();
        assertThat(day.books.shop("select count(*) from tender where minor = 240"))
                .as("each of the three pages took an espresso's cash")
                .isEqualTo("3");
    }

    private void look(String screen, String... keys) {
        assertThat(page.look(screen, List.of(keys), List.of("Escape"))).isEmpty();
    }

    private void lookWithItem(String screen, String key) {
        assertThat(page.look(screen, List.of("q", key), List.of("Escape", "Delete")))
                .isEmpty();
    }
}
