package dev.tidegate.simulator.acquirer;

import dev.tidegate.simulator.acquirer.wire.Dialect;
import dev.tidegate.simulator.acquirer.wire.Digits;
import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import dev.tidegate.simulator.acquirer.wire.Mti;
import dev.tidegate.simulator.acquirer.wire.NetworkFunction;
import dev.tidegate.simulator.acquirer.wire.ResponseCode;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Network messages, asked and answered: sign-on, sign-off, echo, change of key, cut-over. */
final class NetworkDesk {
    private static final DateTimeFormatter SENT = DateTimeFormatter.ofPattern("MMddHHmmss", Locale.ROOT);
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyMMddHHmmss", Locale.ROOT);
    private static final DateTimeFormatter DATE_1987 = DateTimeFormatter.ofPattern("MMdd", Locale.ROOT);
    private static final DateTimeFormatter DATE_1993 = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);
    private static final Set<String> TAKEN = Set.of("00", "000", "800");
    private static final int STAN_MAX = 999_999;

    private final Dialect dialect;
    private final Bookkeeper books;
    private final LineKeys keys;
    /** Which keys a message of our own has offered, by its STAN. */
    private final Map<String, LineKeys> offers = new HashMap<>();

    private int stan;

    NetworkDesk(Dialect dialect, Bookkeeper books, LineKeys keys) {
        this.dialect = dialect;
        this.books = books;
        this.keys = keys;
    }

    /** The answer to a network message; a change of key is answered with the key. */
    IsoMessage answer(IsoMessage message) {
        IsoMessage answer = Answers.plain(message, ResponseCode.ACCEPTED);
        if (NetworkFunction.of(message)
                .filter(NetworkFunction.KEY_CHANGE::equals)
                .isEmpty()) {
            return answer;
        }
        String offer = keys.offer();
        keys.taken();
        return answer.with(48, offer);
    }

    /**
     * A message of our own.
     *
     * @param changed of which the next is offered, in a change of key
     * @param spoiled a new key's check value is to be wrong
     */
    synchronized IsoMessage ask(NetworkFunction function, LineKeys changed, boolean spoiled) {
        Mti mti = dialect.network();
        LocalDateTime now = LocalDateTime.ofInstant(books.now(), ZoneOffset.UTC);
        stan = stan % STAN_MAX + 1;
        var fields = new TreeMap<Integer, String>();
        fields.put(7, SENT.format(now));
        fields.put(11, Digits.padded(stan, 6));
        fields.put(NetworkFunction.field(mti), function.code(mti));
        if (mti.is1993()) {
            fields.put(12, LOCAL.format(now));
        }
        switch (function) {
            case KEY_CHANGE -> {
                fields.put(48, spoiled ? changed.offerSpoiled() : changed.offer());
                offers.put(fields.get(11), changed);
            }
            case CUT_OVER -> fields.put(15, (mti.is1993() ? DATE_1993 : DATE_1987).format(books.businessDate()));
            case SIGN_ON, SIGN_OFF, ECHO -> {}
        }
        return new IsoMessage(mti, fields);
    }

    /** Hears the answer to a message of our own: a key that was taken is used from now on. */
    synchronized void answered(IsoMessage answer) {
        boolean keyChange = NetworkFunction.of(answer)
                .filter(NetworkFunction.KEY_CHANGE::equals)
                .isPresent();
        if (answer.mti().messageClass() == '8' && keyChange && TAKEN.contains(answer.text(39))) {
            offers.getOrDefault(answer.text(11), keys).taken(answer.text(48));
        }
    }
}
