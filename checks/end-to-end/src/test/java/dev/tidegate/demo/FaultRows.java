package dev.tidegate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.RecordType;
import dev.tidegate.demo.Cashier.Way;
import dev.tidegate.demo.CashierPage.Button;
import dev.tidegate.demo.SaleSeen.Told;
import java.util.List;
import java.util.Map;

/** The rows of {@link RowsIT} in which something breaks while a sale is on: the link, a page, the till. */
final class FaultRows {
    private static final String APPROVES = "chip-approves";
    private static final String APPROVED = "APPROVED";
    private static final String DEFERRED = "STORED – not yet authorised";
    private static final String NOT_KNOWN = "NOT KNOWN – being reversed";
    private static final String AWAY = "the till does not answer";
    private static final String LINE = "#prompt-line";
    private static final String ASKING = "Asking the issuer";
    private static final String HEADLINE = "#result-headline";
    private static final String OVERLAY = "[role=alertdialog]";

    private final ShopWithPage day;
    private final CashierPage page;

    FaultRows(ShopWithPage day) {
        this.day = day;
        this.page = day.page;
    }

    void linkIsCut() {
        // While the issuer is asked, and until the till gives up: nobody knows, and the same card pays after all.
        slow(20_40, 2_500);
        day.ask(20_40);
        day.present(APPROVES, Way.INSERT);
        page.shows(LINE, ASKING);
        day.awaitBooked(20_40);
        day.shop.cutNetwork(true);
        assertThat(day.result()).isEqualTo(NOT_KNOWN);
        page.picture("unknown");
        assertThat(page.look("result")).as("in violet").isEmpty();
        assertThat(page.buttons()).extracting(Button::key).containsExactly("1", "2", "Enter");
        long before = day.live(20_40);
        day.acquirer(List.of());
        day.join();
        day.await(
                "the reversal arrives",
                () -> page.get("/terminal").path("reversals_pending").asInt(-1) == 0);
        long reversed = day.live(20_40);
        page.press("1");
        page.shows(LINE);
        day.present(APPROVES, Way.INSERT);
        assertThat(day.result()).isEqualTo(APPROVED);
        day.told(20_40, Told.APPROVED);
        day.ok();

        // Before the card comes: no byte has left, and the sale is stored.
        day.ask(20_41);
        day.shop.cutNetwork(true);
        day.present(APPROVES, Way.INSERT);
        assertThat(day.result()).isEqualTo(DEFERRED);
        day.told(20_41, Told.STORED);
        day.ok();
        day.join();
        day.awaitDrained();

        // Behind the answer: the word that the sale stands goes later.
        assertThat(day.sell(20_42, APPROVES, Way.INSERT)).isEqualTo(APPROVED);
        day.told(20_42, Told.APPROVED);
        day.shop.cutNetwork(true);
        day.ok();
        day.join();
        day.awaitDrained();

        assertThat(before).as("live bookings while nobody knew").isLessThanOrEqualTo(1);
        assertThat(reversed).as("live bookings once it was reversed").isZero();
        assertThat(List.of(day.live(20_40), day.live(20_41), day.live(20_42))).containsExactly(1L, 1L, 1L);
    }

    void pagesComeAndGo() {
        page.deaf(true);
        slow(20_60, 2_500);
        day.ask(20_60);
        assertThat(page.showsAt("vi", LINE, "")).isNotEmpty();
        page.reload();
        page.shows(LINE, "Insert, tap or swipe the card");
        day.present(APPROVES, Way.INSERT);
        page.shows(LINE, ASKING);
        page.reload();
        page.shows(OVERLAY);
        assertThat(page.showsAt("ru", OVERLAY, "20,60")).doesNotContain("ОДОБРЕНО");
        assertThat(day.result()).isEqualTo(APPROVED);
        day.told(20_60, Told.APPROVED);
        page.reload();
        assertThat(page.shows(HEADLINE)).isEqualTo(APPROVED);
        String reference = page.get("/terminal").at("/current/reference").asText();
        assertThat(page.showsAt("vi", OVERLAY, "20,60")).contains(reference);
        page.press("F9");
        assertThat(page.count(LINE)).as("no new sale before OK").isZero();
        day.ok();
        page.goneAt("vi", HEADLINE);
        page.goneAt("ru", HEADLINE);
        page.deaf(false);
        day.acquirer(List.of());

        assertThat(day.live(20_60)).isEqualTo(1);
        assertThat(day.books.records(20_60)).contains(RecordType.SHOWN).containsOnlyOnce(RecordType.ASKED);
    }

    void tillIsKilled() {
        // Nothing on: what is rung up stays, and what moves money is dead and says why.
        page.type("2050");
        day.killTill();
        assertThat(List.of(page.button("F9"), page.button("F6"), page.button("O")))
                .allMatch(Button::dead);
        assertThat(page.button("F9").why()).isEqualTo(AWAY);
        day.restartTill();
        page.gone(".notice.away");

        // Before the card: the sale is over, and the cart is there to be paid.
        page.press(ShopWithPage.CARD_ALIVE, "F9");
        page.shows(LINE, "Insert, tap or swipe the card");
        day.killTill();
        assertThat(page.button("Escape"))
                .matches(Button::dead)
                .extracting(Button::why)
                .isEqualTo(AWAY);
        day.restartTill();
        page.gone(OVERLAY);
        page.press(ShopWithPage.CARD_ALIVE, "F9");
        page.shows(LINE, "Insert, tap or swipe the card");
        day.present(APPROVES, Way.INSERT);
        assertThat(day.result()).isEqualTo(APPROVED);
        day.told(20_50, Told.APPROVED);
        day.ok();

        // While the issuer is asked: nobody knows, and it is reversed.
        slow(20_51, 2_500);
        day.ask(20_51);
        day.present(APPROVES, Way.INSERT);
        page.shows(LINE, ASKING);
        day.awaitBooked(20_51);
        day.killTill();
        day.takeAway();
        day.restartTill();
        assertThat(page.shows(HEADLINE)).isIn(NOT_KNOWN, "REVERSED – not paid");
        day.told(20_51, Told.NOT_KNOWN);
        day.acquirer(List.of());
        day.ok();
        page.press("Delete");
        day.awaitDrained();

        // With the result on the screen: OK is dead, and then the goods are asked about.
        assertThat(day.sell(20_52, APPROVES, Way.INSERT)).isEqualTo(APPROVED);
        day.told(20_52, Told.APPROVED);
        day.killTill();
        assertThat(page.button("Enter"))
                .matches(Button::dead)
                .extracting(Button::why)
                .isEqualTo(AWAY);
        day.restartTill();
        page.shows("#question-line");
        assertThat(page.look("question")).isEmpty();
        page.press("1");
        page.gone(OVERLAY);

        // A stored one, and the customer has left without the goods.
        day.cut();
        assertThat(day.sell(20_53, APPROVES, Way.INSERT)).isEqualTo(DEFERRED);
        day.toldVoided(20_53);
        day.killTill();
        day.restartTill();
        page.shows("#question-line");
        page.press("2");
        page.gone(OVERLAY);
        day.join();
        day.awaitDrained();

        assertThat(day.books.records(20_53)).contains(RecordType.STORED, RecordType.VOID);
        assertThat(List.of(day.live(20_50), day.live(20_51), day.live(20_52), day.live(20_53)))
                .containsExactly(1L, 0L, 1L, 0L);
    }

    /** The acquirer answers a sale of an amount later. */
    private void slow(long amount, long millis) {
        day.acquirer(
                List.of(Map.of("match", Map.of("mti", "0200", "amount", amount), "action", "delay", "millis", millis)));
    }
}
