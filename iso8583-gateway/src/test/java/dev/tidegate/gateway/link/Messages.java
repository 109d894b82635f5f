package dev.tidegate.gateway.link;

import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.Rrn;
import dev.tidegate.core.payment.Stan;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.gateway.codec.IsoCodec;
import dev.tidegate.gateway.codec.IsoMessage;
import dev.tidegate.gateway.codec.Outbound;
import dev.tidegate.gateway.codec.SaleFacts;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.profile.MessageKind;
import dev.tidegate.gateway.profile.Terminal;
import java.util.Locale;
import java.util.TreeMap;

/** Messages for tests of the link. */
final class Messages {
    private Messages() {}

    static Outbound of(IsoCodec codec, MessageKind kind, String terminal, int stan) {
        SaleFacts.Original original = kind == MessageKind.REVERSAL
                ? new SaleFacts.Original(MessageKind.SALE, new Stan(stan), Sales.SOLD_AT)
                : null;
        Terminal of = Sales.terminal(TillId.of("00000000-0000-7000-8000-00000000a001"), terminal);
        return codec.sale(
                new SaleFacts(
                        kind,
                        false,
                        of,
                        Sales.AMOUNT,
                        Sales.SOLD_AT,
                        EntryMode.CHIP,
                        kind == MessageKind.ADVICE ? Sales.certificate(Sales.AMOUNT) : Sales.request(Sales.AMOUNT),
                        new Stan(stan),
                        new Rrn(rrn(stan)),
                        Sales.SOLD_AT,
                        original),
                Sales.card(false));
    }

    static String rrn(int stan) {
        return String.format(Locale.ROOT, "6326%08d", stan);
    }

    static String tid(int number) {
        return String.format(Locale.ROOT, "TILL%04d", number);
    }

    static IsoMessage answer(String type, String terminal, String stan, String code) {
        TreeMap<Integer, String> fields = new TreeMap<>();
        fields.put(11, stan);
        fields.put(39, code);
        if (!terminal.isEmpty()) {
            fields.put(41, terminal);
        }
        return new IsoMessage(type, fields, TlvSet.empty());
    }
}
