package dev.tidegate.bench;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.ExpiryDate;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.Rrn;
import dev.tidegate.core.payment.Stan;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.gateway.codec.IsoCodec;
import dev.tidegate.gateway.codec.Outbound;
import dev.tidegate.gateway.codec.SaleFacts;
import dev.tidegate.gateway.link.AcquirerLink.Arrival;
import dev.tidegate.gateway.link.AcquirerLink.Sending;
import dev.tidegate.gateway.profile.MessageKind;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.profile.Terminal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;

/** The gateway's own link and codec: each trip makes its message, sends it, and reads its answer. */
final class TidegateLink implements Round {
    private static final Duration TIMER = Duration.ofSeconds(10);
    private static final Instant SOLD_AT = Instant.parse("2026-11-22T13:04:05Z");
    private static final byte[] NUMBER = "4761739001010119".getBytes(StandardCharsets.US_ASCII);
    static final FrozenTags TAGS = new FrozenTags(TlvSet.read(
            Octets.ofHex("9F260811223344556677889F2701809F100706011203A000009F3704DEADBEEF9F360200019505000000"
                    + "00009A032611229C01009F02060000000012505F2A0209788202"
                    + "19809F1A0202769F0306000000000000")));

    private final IsoCodec codec;
    private final OpenLink link;
    private final Terminal[] terminals;

    TidegateLink(Profile profile, int port, int callers) {
        this.codec = new IsoCodec(profile);
        this.terminals = new Terminal[callers];
        for (int caller = 0; caller < callers; caller++) {
            terminals[caller] = terminal(caller);
        }
        this.link = new OpenLink(codec, profile, port);
    }

    /** One message as it is measured. */
    static byte[] message(Profile profile) {
        try (Outbound made = made(new IsoCodec(profile), terminal(0), 1)) {
            return made.bytes().clone();
        }
    }

    @Override
    public boolean trip(int caller, int turn) {
        Sending sending;
        try (Outbound message = made(codec, terminals[caller], turn % Stan.VALUE_MAX + 1)) {
            sending = link.link().send(message);
        }
        return sending instanceof Sending.InFlight flight
                && flight.await(TIMER) instanceof Arrival.Answer(var answer)
                && answer.responseCode().equals("00");
    }

    @Override
    public void close() {
        link.close();
    }

    private static Outbound made(IsoCodec codec, Terminal terminal, int stan) {
        ClearCard card = new ClearCard(Pan.of(NUMBER.clone()), new ExpiryDate(2030, 12), 1, null);
        return codec.sale(
                new SaleFacts(
                        MessageKind.SALE,
                        false,
                        terminal,
                        Amount.of(1250, "EUR"),
                        SOLD_AT,
                        EntryMode.CHIP,
                        TAGS,
                        new Stan(stan),
                        new Rrn(String.format(Locale.ROOT, "6326%08d", stan)),
                        SOLD_AT,
                        null),
                card);
    }

    private static Terminal terminal(int caller) {
        return new Terminal(
                TillId.of(String.format(Locale.ROOT, "00000000-0000-7000-8000-%012d", caller)),
                "bench",
                String.format(Locale.ROOT, "TIDE%04d", caller),
                "MERCHANT0000001",
                String.format(Locale.ROOT, "%-40s", "Corner shop, Berlin"),
                "5411",
                Currency.getInstance("EUR"),
                ZoneId.of("Europe/Berlin"));
    }
}
