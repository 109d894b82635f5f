package dev.tidegate.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidegate.core.payment.RecordType;
import dev.tidegate.demo.Cashier.Way;
import dev.tidegate.demo.CashierPage.Button;
import dev.tidegate.demo.KillPoint.Part;
import dev.tidegate.demo.SaleSeen.Told;
import dev.tidegate.house.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A day in one shop at the cashier's page in a real browser, by keys alone: each row of docs/features.md that a cashier
 * works with, in an order in which one leaves what the next finds. Each ends with what stands in the till's journal, in
 * its shop.db or in the acquirer's books, never with the page alone; the last compares all of them.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class RowsIT {
    private static final Path PICTURES = Project.folder().resolve("checks/end-to-end/target/browser");
    private static final String DEFERRED = "STORED – not yet authorised";
    private static final String BY_CARD = "STORED – approved by the card, not yet captured";
    private static final String REFUSED = "NOT POSSIBLE NOW";
    private static final String WHY = "#result-text";
    private static final Duration STARTED_MAX = Duration.ofSeconds(60);
    private static final Duration DRAIN_BEGUN_MAX = Duration.ofSeconds(30);

    static final String LISTED = "wait:main.receipts li";

    @TempDir
    private static Path home;

    private static ShopWithPage day;
    private static CashierPage page;

    /** What a row leaves the next one builds on: after one that is broken the others are not reached. */
    @RegisterExtension
    private static final AfterTestExecutionCallback BROKEN =
            context -> RowsIT.broken |= context.getExecutionException().isPresent();

    private static boolean broken;

    @BeforeAll
    static void open() {
        assumeTrue(Files.isExecutable(CashierPage.CHROMIUM), "no browser: the page was not looked at");
        day = new ShopWithPage(home, PICTURES);
        page = day.page;
    }

    @AfterAll
    static void close() {
        if (day != null) {
            day.close();
        }
    }

    @BeforeEach
    void reached() {
        assumeTrue(!broken, "not reached: a row before is broken");
    }

    @Test
    @Order(10)
    void m3_liability_isAcceptedByANamedManagerBeforeAnythingIsStored() {
        assertThat(page.look("sign-in")).isEmpty();
        day.signIn();
        page.follow();
        day.cut();
        assertThat(day.sell(20_01, "chip-approves", Way.INSERT)).isEqualTo(REFUSED);
        assertThat(page.shows(WHY)).contains("Nobody has accepted yet who bears offline sales");
        day.told(20_01, Told.REFUSED);
        day.ok();
        page.press("Delete", "F10", "l");
        page.shows("#panel-limits");
        page.press("a");
        page.shows("#panel-word");
        page.type(day.staff.members().getLast().pin());
        page.press("Enter");
        page.gone("#panel-word");
        assertThat(page.shows(".panel strong", "Accepted by"))
                .contains("Accepted by Mai")
                .contains("version 1");
        page.press("Escape");

        assertThat(day.books.stored(20_01)).as("before it was accepted").isZero();
        assertThat(day.books.shop("select person from liability")).isEqualTo("Mai");
    }

    @Test
    @Order(20)
    void c22_startWithNoNetwork_signsInAndSellsWithinAMinute() {
        page.press("F10", "q");
        page.shows("#panel-sign-out");
        page.press("Enter");
        page.shows("#sign-in-title");
        day.shop.kill(Part.TILL);
        long poweredOn = System.nanoTime();
        day.restartTill();
        page.reload();
        day.signIn();
        assertThat(day.sell(5_02, "chip-offline", Way.INSERT)).isEqualTo(BY_CARD);
        Duration took = Duration.ofNanos(System.nanoTime() - poweredOn);
        day.told(5_02, Told.STORED);
        day.ok();
        page.follow();

        assertThat(took).isLessThan(STARTED_MAX);
        assertThat(day.books.records(5_02)).contains(RecordType.STORED, RecordType.SHOWN);
        assertThat(day.live(5_02)).as("nobody could be asked").isZero();
    }

    @Test
    @Order(30)
    void c1c24_saleWithTheLinkDown_endsAmberAndTheCustomerReadsThankYou() {
        page.openCustomer();
        day.ask(20_03);
        assertThat(page.showsAt("customer-en", "main", "20.03")).doesNotContainIgnoringCase("offline");
        day.present("chip-approves", Way.INSERT);
        assertThat(day.result()).isEqualTo(DEFERRED);
        day.told(20_03, Told.STORED);
        String customer = page.showsAt("customer-en", "main", "Thank you");
        page.picture("stored");
        assertThat(page.look("result")).isEmpty();
        assertThat(page.shows("[role=alertdialog]")).doesNotContainIgnoringCase("approved");
        String reference = page.shows("[role=alertdialog] dl").replaceAll("(?s).*Reference (\\S+).*", "$1");
        day.ok();

        assertThat(customer).doesNotContainIgnoringCase("stored").doesNotContainIgnoringCase("approved");
        assertThat(customer).doesNotContainIgnoringCase("offline");
        assertThat(day.books.records(20_03)).containsExactly(RecordType.STORED, RecordType.SHOWN);
        assertThat(day.books.shop("select reference from payment_request where minor = 2003"))
                .isEqualTo(reference);
        assertThat(day.live(20_03)).isZero();
    }

    @Test
    @Order(40)
    void c3_tapSwipeAndASwipedChip_eachGoTheirOwnWay() {
        assertThat(day.sell(20_04, "tap-phone", Way.TAP)).isEqualTo(DEFERRED);
        day.told(20_04, Told.STORED);
        day.ok();
        assertThat(day.sell(20_05, "stripe-only", Way.SWIPE)).isEqualTo(DEFERRED);
        day.told(20_05, Told.STORED);
        day.ok();
        assertThat(day.sell(60_06, "tap-phone", Way.TAP)).isEqualTo(REFUSED);
        String tooMuch = page.shows(WHY);
        day.told(60_06, Told.REFUSED);
        day.ok();
        page.press("Delete");
        day.ask(20_07);
        day.present("chip-approves", Way.SWIPE);
        page.shows("#prompt-line", "The card has a chip");
        page.press("Escape");
        assertThat(day.result()).isEqualTo("CANCELLED");
        day.told(20_07, Told.REFUSED);
        day.ok();
        page.press("Delete");

        assertThat(tooMuch)
                .contains("above the limit of one offline sale by tap")
                .contains("Insert the card.");
        assertThat(List.of(day.books.stored(20_04), day.books.stored(20_05))).containsExactly(1L, 1L);
        assertThat(List.of(day.books.stored(60_06), day.books.stored(20_07))).containsExactly(0L, 0L);
    }

    @Test
    @Order(50)
    void c19_thirdStoredSaleOfACard_isRefused() {
        assertThat(day.sell(20_08, "chip-approves", Way.INSERT)).isEqualTo(DEFERRED);
        day.told(20_08, Told.STORED);
        day.ok();
        assertThat(day.sell(20_09, "chip-approves", Way.INSERT)).isEqualTo(REFUSED);
        assertThat(page.shows(WHY)).contains("as many stored sales as one card may have");
        day.told(20_09, Told.REFUSED);
        day.ok();
        page.press("Delete");

        assertThat(List.of(day.books.stored(20_08), day.books.stored(20_09))).containsExactly(1L, 0L);
    }

    @Test
    @Order(60)
    void c18_saleAboveItsLimit_passesOnceByAManagersWord() {
        assertThat(day.sell(123_10, "chip-cda", Way.INSERT)).isEqualTo(REFUSED);
        assertThat(page.shows(WHY)).contains("above the limit of one offline sale");
        assertThat(page.look("result")).as("in red").isEmpty();
        page.press("3");
        day.managersWord("a regular guest");
        page.shows("#prompt-line");
        day.present("chip-cda", Way.INSERT);
        assertThat(day.result()).isEqualTo(BY_CARD);
        day.told(123_10, Told.STORED);
        day.ok();

        assertThat(day.books.stored(123_10)).isEqualTo(1);
        assertThat(day.books.shop("select manager from approval where minor = 12310 and used_by is not null"))
                .isEqualTo("Mai");
    }

    @Test
    @Order(70)
    void c4_tendersThatNeedANetwork_areRefusedBeforeTheTapAndOthersAreNamed() {
        page.type("2011");
        page.press("o");
        page.shows("#panel-other");
        List<Button> dead =
                page.buttons().stream().filter(each -> each.key().isEmpty()).toList();
        assertThat(dead)
                .extracting(Button::label)
                .map(label -> label.replace(" needs the network", ""))
                .containsExactly("Gift card", "EBT", "Cashback", "Card number typed in", "Order to ship later");
        assertThat(dead).allMatch(Button::dead).extracting(Button::why).containsOnly("needs the network");
        assertThat(page.shows(".panel", "What works now"))
                .contains("another card, cash, Voucher, Bank transfer, Invoice");
        page.press("1");
        page.shows(".panel input");
        page.write("4761 7390 0101 0119");
        page.press("Enter");
        assertThat(page.shows(".panel [role=alert]")).contains("Look at amount and reference");
        page.press("Control+a");
        page.write("V-2011");
        page.press("Enter");
        assertThat(page.shows("#paid-headline")).isEqualTo("PAID");
        page.pressUntilGone("Enter", "#paid-headline");

        assertThat(day.books.shop("select note from tender where minor = 2011")).isEqualTo("V-2011");
        assertThat(day.books.records(20_11)).as("no card was asked for").isEmpty();
    }

    /** By keys alone: an item, a scan, a discount, a tip, Card, the result, OK. */
    @Test
    @Order(80)
    void c13c17_scanAtFiveMillisAKeyWithDiscountAndTip_isWhatTheCardIsAskedFor() {
        page.press("q");
        page.shows(".line .name", "Espresso");
        page.press("F3");
        page.shows("#panel-discount");
        page.scan("9521207000002");
        page.press("Escape");
        assertThat(page.count(".line"))
                .as("what is scanned over a question is not rung up")
                .isEqualTo(1);
        page.scan("9521213000003");
        page.shows(".line .name", "Guide to the harbour");
        page.scan(CashierPage.weighed("21" + "10001" + "00500"));
        page.shows(".line .name", "Apples");
        page.scan("9521213000003");
        page.scan("96385074");
        page.shows("[role=alert]", "This code is not in the catalogue");
        assertThat(page.shows(".display")).as("no key of a scan is typed").contains("0.00");
        page.press("F3");
        page.shows("#panel-discount");
        page.press("1");
        page.press("p");
        page.shows("#panel-tip");
        page.press("w");
        // Espresso 2.40, two books at 16.00, 500 g of apples at 2.99; less 5 %, and a tip of 10 % of that.
        long goods = 2_40 + 2 * 16_00 + 1_50;
        long paid = goods - (goods * 5 + 50) / 100;
        long tip = (paid + 5) / 10;
        page.press("F9");
        page.shows("#prompt-line");
        day.present("chip-two-step", Way.INSERT);
        assertThat(day.result()).isEqualTo(DEFERRED);
        day.told(paid + tip, Told.STORED);
        day.ok();
        assertThat(page.count("main [role=alert]"))
                .as("the complaint about a code goes with its sale")
                .isZero();

        String cart = "(select cart from payment_request where minor = " + (paid + tip) + ")";
        assertThat(day.books.stored(paid + tip)).isEqualTo(1);
        assertThat(day.books.shop("select tip_minor from cart where id = " + cart))
                .isEqualTo(Long.toString(tip));
        assertThat(day.books.shop("select sum(quantity) from cart_line where item = 'book' and cart = " + cart))
                .isEqualTo("2");
        assertThat(day.books.shop("select grams from cart_line where item = 'apples' and cart = " + cart))
                .isEqualTo("500");
        assertThat(page.pointed()).as("presses of a pointer").isZero();
    }

    @Test
    @Order(90)
    void c15_cash_givesChangeAndOpensTheDrawer() {
        int before = day.drawer.get();
        page.type("2613");
        page.press("F6");
        page.shows("#panel-cash");
        page.type("3000");
        page.shows(".panel", "Change: €3.87");
        page.press("Enter");
        page.shows("#paid-headline");
        assertThat(page.shows(".change")).isEqualTo("€3.87");
        page.pressUntilGone("Enter", "#paid-headline");

        assertThat(day.books.shop("select tendered_minor - minor from tender where minor = 2613"))
                .isEqualTo("387");
        day.await("the drawer is told to open", () -> day.drawer.get() > before);
        assertThat(day.drawer.get() - before).as("pulses").isEqualTo(1);
    }

    @Test
    @Order(100)
    void c9_voidOfAStoredSale_isImmediateAndRefundIsDeadWithItsReason() {
        assertThat(day.sell(20_14, "tap-phone", Way.TAP)).isEqualTo(DEFERRED);
        day.toldVoided(20_14);
        day.ok();
        page.press("F4", LISTED, "ArrowDown");
        page.shows("article .state", "Stored on this till");
        Button refund = page.button("F6");
        page.press("Delete");
        page.shows("#panel-confirm", "it is taken back at once");
        page.press("Enter");
        page.shows("article .outcome", "It will not be charged");
        page.press("Escape", "F2");

        assertThat(refund).matches(Button::dead);
        assertThat(day.books.records(20_14)).containsExactly(RecordType.STORED, RecordType.SHOWN, RecordType.VOID);
    }

    @Test
    @Order(110)
    void c6c21_syncNowWithNoRoute_saysSoAndTriesNothing() {
        page.press("F4", LISTED, "ArrowDown", "ArrowDown", "ArrowDown");
        String why = page.shows("section[aria-labelledby=why-title]");
        assertThat(page.look("receipts", List.of("F4", LISTED, "ArrowDown", "ArrowDown", "ArrowDown"), List.of("F2")))
                .isEmpty();
        page.press("F8");
        page.shows("#panel-sync");
        page.shows(".panel [role=status] strong", "No internet connection");
        assertThat(page.look("sync", List.of("F8"), List.of("Enter"))).isEmpty();
        page.picture("offline");

        assertThat(why)
                .contains("there is no network")
                .contains("no message sent for it yet")
                .contains("Who can act");
        assertThat(page.get("/terminal").at("/offline/count").asInt()).isEqualTo(7);
        assertThat(day.books.records(20_03)).containsExactly(RecordType.STORED, RecordType.SHOWN);
    }

    @Test
    @Order(120)
    void c7_linkReturns_everythingDrainsByItselfAndThePageTellsASaleALine() {
        day.acquirer(List.of(Map.of("action", "delay", "millis", 700)));
        long back = System.nanoTime();
        day.join();
        page.press("F8");
        page.shows(".panel li .FINAL");
        page.picture("sync");
        day.awaitDrained();
        Duration took = Duration.ofNanos(System.nanoTime() - back);
        page.shows(".panel [role=status] strong", "The gateway has every sale");
        page.press("Enter");
        day.acquirer(List.of());

        assertThat(took).isLessThan(DRAIN_BEGUN_MAX);
        assertThat(day.disagreements()).isEmpty();
        assertThat(day.live(20_14)).as("voided before the offer").isZero();
        assertThat(page.count(".badge")).isZero();
    }

    @Test
    @Order(130)
    void c20_linkCutAtAnyStepOfAnOnlineSale_neverSaysApprovedWithoutTheHost() {
        new FaultRows(day).linkIsCut();
    }

    @Test
    @Order(140)
    void c23_prompts_ofApplicationAndPin_areSeenByEverybody() {
        new ScreenRows(day).prompts();
    }

    /** A page loaded again, another browser and a stream of events that never comes, at each step of a sale. */
    @Test
    @Order(150)
    void c1_result_isShownByEveryPageUntilItsOk() {
        new FaultRows(day).pagesComeAndGo();
    }

    @Test
    @Order(160)
    void c1_tillKilledAtAnyStep_isToldByThePageAndSellsOnce() {
        new FaultRows(day).tillIsKilled();
    }

    @Test
    @Order(170)
    void c19m4_forcedOffline_storesButForACardDeclinedToday() {
        assertThat(day.sell(20_71, "chip-declined", Way.INSERT)).isEqualTo("DECLINED");
        day.told(20_71, Told.REFUSED);
        day.ok();
        page.press("Delete", "F10", "o");
        day.managersWord("the line is being repaired");
        page.shows(".notice.offline", "Switched offline by Mai");
        assertThat(day.sell(20_72, "chip-declined", Way.INSERT)).isEqualTo(REFUSED);
        assertThat(page.shows(WHY)).contains("declined this card within the last day");
        day.told(20_72, Told.REFUSED);
        day.ok();
        page.press("Delete");
        assertThat(day.sell(20_73, "chip-cda", Way.INSERT)).isEqualTo(BY_CARD);
        day.told(20_73, Told.STORED);
        day.ok();
        long meanwhile = day.live(20_73);
        page.press("F10", "o");
        day.managersWord("it is repaired");
        page.shows(".standing.online");
        day.awaitDrained();
        page.press("F10", "s");
        page.shows("#panel-word");
        page.type(day.staff.members().getLast().pin());
        page.press("Enter");
        assertThat(page.shows("#panel-staff ~ ul")).contains("switched offline").contains("the line is being repaired");
        page.press("Escape");
        assertThat(page.look("staff", List.of("F10", "s"), List.of("Escape"))).isEmpty();

        assertThat(List.of(meanwhile, day.live(20_73))).containsExactly(0L, 1L);
        assertThat(List.of(day.books.stored(20_72), day.live(20_71), day.live(20_72)))
                .containsOnly(0L);
        assertThat(day.books.shop("select group_concat(act) from audit where act like 'FORCED%'"))
                .isEqualTo("FORCED_OFFLINE,FORCED_ONLINE");
    }

    @Test
    @Order(175)
    void c17_tipAfterTheSale_isCapturedWithIt() {
        new ScreenRows(day).tipAfter();
    }

    @Test
    @Order(180)
    void m5_firstRouteCut_sellsOnlineByTheBackupAndSaysSo() {
        day.openDetour(true);
        day.shop.cutNetwork(true);
        page.shows(".notice", "On the backup route");
        assertThat(day.sell(20_80, "chip-approves", Way.INSERT)).isEqualTo("APPROVED");
        day.told(20_80, Told.APPROVED);
        day.ok();
        page.press("F4", LISTED, "ArrowDown");
        page.shows("article li", "Question to the issuer by the backup route");
        page.press("F2");
        day.openDetour(false);
        day.join();

        assertThat(day.live(20_80)).isEqualTo(1);
        assertThat(day.books.shop("select route from carried c join payment_request p on p.payment = c.payment"
                        + " where minor = 2080 and message = 'authorise' and answered = 1"))
                .isEqualTo("BACKUP");
    }

    @Test
    @Order(190)
    void c9_refundOfACapturedSale_isGivenBackOnceAndNeverMore() {
        new ScreenRows(day).refund();
    }

    @Test
    @Order(200)
    void c23_everyScreenOfThePage_isAccessibleInEachLanguageByDayAndByNight() {
        new ScreenRows(day).everyScreen();
    }

    @Test
    @Order(210)
    void everySale_ofTheDay_standsAtTheAcquirerAsTheScreenHadSaid() {
        day.awaitDrained();

        assertThat(day.disagreements()).isEmpty();
        assertThat(page.end().path("thrown")).as("what the pages threw").isEmpty();
        assertThat(page.pointed()).as("presses of a pointer").isZero();
    }
}
