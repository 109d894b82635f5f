package dev.tidegate.simulator.acquirer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.simulator.acquirer.tls.CertificateKind;
import dev.tidegate.simulator.acquirer.tls.LineTls;
import dev.tidegate.simulator.acquirer.wire.NetworkFunction;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The calls of the control API about the line: doors, messages of the host's own, keys, certificate. */
final class LineRoutes {
    /** Messages of one call; a gateway must bear a flood. */
    static final int TOLD_MAX = 10_000;

    private static final String PIN_KEY_CHANGE = "pinKeyChange";

    private static final Map<String, NetworkFunction> FUNCTIONS = Map.of(
            "echo",
            NetworkFunction.ECHO,
            "signOn",
            NetworkFunction.SIGN_ON,
            "signOff",
            NetworkFunction.SIGN_OFF,
            "keyChange",
            NetworkFunction.KEY_CHANGE,
            PIN_KEY_CHANGE,
            NetworkFunction.KEY_CHANGE,
            "cutOver",
            NetworkFunction.CUT_OVER);

    private final HostServer host;
    private final NetworkDesk network;
    private final LineKeys keys;
    private final LineKeys pinKeys;
    private final Optional<LineTls> tls;
    private final LedgerRoutes ledger;

    LineRoutes(
            HostServer host,
            NetworkDesk network,
            LineKeys keys,
            LineKeys pinKeys,
            Optional<LineTls> tls,
            LedgerRoutes ledger) {
        this.pinKeys = pinKeys;
        this.host = host;
        this.network = network;
        this.keys = keys;
        this.tls = tls;
        this.ledger = ledger;
    }

    ControlAnswer connections() {
        return ControlAnswer.ok(host.standing());
    }

    ControlAnswer doors(JsonNode wish) {
        boolean mute = wish.path("mute").asBoolean();
        int known = 1 + (wish.path("mute").isBoolean() ? 1 : 0);
        if (wish.size() != known || !wish.path("accept").isBoolean()) {
            throw new BadRequestException("expected {\"accept\": true or false}, and perhaps \"mute\": true or false");
        }
        host.setMute(mute);
        if (wish.path("accept").booleanValue()) {
            host.openDoors();
        } else {
            host.closeDoors();
        }
        return connections();
    }

    /** Sends a network message on every connection, or many; a cut-over ends the acquirer's day first. */
    ControlAnswer tell(JsonNode wish) {
        String named = wish.path("function").asText();
        NetworkFunction function = FUNCTIONS.get(named);
        boolean spoiled = wish.path("spoiled").asBoolean();
        int count = wish.path("count").asInt(1);
        int known = 1
                + (wish.path("spoiled").isBoolean() ? 1 : 0)
                + (wish.path("count").isInt() ? 1 : 0);
        if (function == null || wish.size() != known || count < 1 || count > TOLD_MAX) {
            throw new BadRequestException(
                    "expected {\"function\": echo, signOn, signOff, keyChange, pinKeyChange or cutOver},"
                            + " and perhaps \"spoiled\": true, \"count\": 1 to " + TOLD_MAX);
        }
        if (function == NetworkFunction.CUT_OVER) {
            ledger.turnDay();
        }
        LineKeys changed = named.equals(PIN_KEY_CHANGE) ? pinKeys : keys;
        int told = 0;
        for (int i = 0; i < count; i++) {
            told += host.tell(network.ask(function, changed, spoiled));
        }
        return ControlAnswer.ok(Map.of("told", told));
    }

    ControlAnswer keys() {
        List<String> values = keys.checkValues();
        return ControlAnswer.ok(Map.of(
                "current",
                values.getFirst(),
                "previous",
                values.getLast(),
                "pin",
                pinKeys.checkValues().getFirst()));
    }

    /** Shows another certificate from the next connection on. */
    ControlAnswer certificate(JsonNode wish) {
        LineTls line = tls.orElseThrow(() -> new BadRequestException("the host was started without --tls"));
        CertificateKind kind = CertificateKind.named(wish.path("certificate").asText())
                .filter(known -> wish.size() == 1)
                .orElseThrow(() -> new BadRequestException(
                        "expected {\"certificate\": trusted, wrongName, expired or unknownAuthority}"));
        line.show(kind);
        return ControlAnswer.ok(Map.of("certificate", kind.optionName()));
    }
}
