package dev.tidegate.till.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.RequestKey;
import dev.tidegate.till.fake.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShopStoreTest {
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final List<Cart.Line> LINES =
            List.of(new Cart.Line("Coffee", 2, 500), new Cart.Line("Bretzel – Käse", 1, 250));

    @TempDir
    private Path folder;

    private ShopStore store;

    @BeforeEach
    void open() {
        store = ShopStore.open(folder.resolve("shop.db"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void cart_kept_comesBackAsItWas() {
        Cart cart = add(LINES);

        assertThat(store.carts().cart(cart.id())).isEqualTo(cart);
    }

    @Test
    void cart_afterARestart_isStillThere() {
        Cart cart = add(LINES);
        store.close();

        store = ShopStore.open(folder.resolve("shop.db"));

        assertThat(store.carts().cart(cart.id())).isEqualTo(cart);
    }

    @Test
    void cart_thatNobodyKept_isAbsent() {
        assertThat(store.carts().cart(UUID.randomUUID())).isNull();
    }

    @Test
    void replaceLines_always_countsTheVersionOn() {
        Cart cart = add(LINES);

        Carts.Change change =
                store.carts().replaceLines(cart.id(), null, List.of(new Cart.Line("Tea", 1, 200)), Samples.NOON);

        assertThat(change)
                .isEqualTo(new Carts.Change.Done(new Cart(cart.id(), 2, EUR, List.of(new Cart.Line("Tea", 1, 200)))));
        assertThat(store.carts().cart(cart.id())).isEqualTo(((Carts.Change.Done) change).cart());
    }

    @Test
    void replaceLines_withAnOldVersion_changesNothing() {
        Cart cart = add(LINES);
        Carts.Change first = store.carts().replaceLines(cart.id(), 1L, List.of(), Samples.NOON);

        Carts.Change second = store.carts().replaceLines(cart.id(), 1L, LINES, Samples.NOON);

        assertThat(first).isInstanceOf(Carts.Change.Done.class);
        assertThat(second).isInstanceOf(Carts.Change.Outdated.class);
        assertThat(store.carts().cart(cart.id())).isEqualTo(new Cart(cart.id(), 2, EUR, List.of()));
    }

    @Test
    void replaceLines_ofNoCart_isUnknown() {
        assertThat(store.carts().replaceLines(UUID.randomUUID(), null, LINES, Samples.NOON))
                .isEqualTo(new Carts.Change.Unknown());
    }

    @Test
    void total_ofACart_isTheSumOfItsLines() {
        assertThat(new Cart(UUID.randomUUID(), 1, EUR, LINES).total()).isEqualTo(Samples.euro(750));
    }

    @Test
    void cart_withMoreThanAnybodyBuys_cannotBe() {
        List<Cart.Line> many = Collections.nCopies(Cart.LINES_MAX + 1, LINES.getFirst());
        List<Cart.Line> dear = Collections.nCopies(2, new Cart.Line("Yacht", 1, 999_999_999_999L));

        assertThatThrownBy(() -> new Cart(UUID.randomUUID(), 1, EUR, many))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Cart(UUID.randomUUID(), 1, EUR, dear))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void line_thatCannotBe_isRefused() {
        assertThatThrownBy(() -> new Cart.Line(" ", 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Cart.Line("x".repeat(81), 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Cart.Line("x", 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Cart.Line("x", 1, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void request_kept_isFoundByKeyAndByPayment() {
        PaymentRequest request = request(1, add(LINES));

        store.requests().add(request);

        assertThat(store.requests().withKey(request.key().key())).isEqualTo(request);
        assertThat(store.requests().of(request.payment())).isEqualTo(request);
        assertThat(store.requests().payments(request.cart())).containsExactly(request.payment());
    }

    @Test
    void request_withAKeyThatWasUsed_isNotKept() {
        Cart cart = add(LINES);
        PaymentRequest first = request(1, cart);
        store.requests().add(first);

        assertThatThrownBy(() -> store.requests().add(request(1, cart))).isInstanceOf(ShopBrokenException.class);

        assertThat(store.requests().payments(cart.id())).containsExactly(first.payment());
    }

    @Test
    void request_ofACartThatIsNotThere_isNotKept() {
        PaymentRequest orphan = request(1, new Cart(UUID.randomUUID(), 1, EUR, List.of()));

        assertThatThrownBy(() -> store.requests().add(orphan)).isInstanceOf(ShopBrokenException.class);
    }

    @Test
    void request_thatEndedWithoutAJournal_keepsItsEndAndWhetherItWasSeen() {
        PaymentRequest request = request(1, add(LINES));
        store.requests().add(request);

        store.requests().ended(request.payment(), PaymentState.CANCELLED, Reason.NO_CARD);
        store.requests().seen(request.payment());

        assertThat(store.requests().of(request.payment()))
                .extracting(PaymentRequest::end)
                .isEqualTo(new PaymentRequest.End(PaymentState.CANCELLED, Reason.NO_CARD, true));
    }

    @Test
    void pragmas_ofTheFile_areThoseWanted() {
        assertThat(store.pragmas()).isEqualTo(SqliteFile.pragmasWanted());
    }

    @Test
    void open_whatIsNoDatabase_refuses() throws IOException {
        Path file = Files.writeString(folder.resolve("other.db"), "a letter, and not a database, but a long one");

        assertThatThrownBy(() -> ShopStore.open(file)).isInstanceOf(ShopBrokenException.class);
    }

    @Test
    void everyCall_afterTheDatabaseIsGone_saysThatTheShopBroke() {
        Cart cart = add(LINES);
        store.close();

        assertThatThrownBy(() -> store.carts().cart(cart.id())).isInstanceOf(ShopBrokenException.class);
    }

    private Cart add(List<Cart.Line> lines) {
        return store.carts().add(new Cart(UUID.randomUUID(), 1, EUR, lines), Samples.NOON);
    }

    private static PaymentRequest request(long key, Cart cart) {
        PaymentId id = Samples.id();
        RequestKey requestKey = Samples.key(key);
        return new PaymentRequest(
                id, requestKey, cart.id(), Samples.euro(750), "261122-7KQ2MX", Samples.NOON, "Ann", null);
    }
}
