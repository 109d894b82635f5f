package dev.tidegate.simulator.acquirer;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The cards that exist; all of them carry published test numbers. */
final class Accounts {
    private static final String EXPIRY = "3012";

    private static final Map<String, Account> BY_PAN = Stream.of(
                    new Account("chip-approves", "4761739001010119", EXPIRY, ResponseCode.APPROVED),
                    new Account("chip-offline", "5413330089010012", EXPIRY, ResponseCode.APPROVED),
                    new Account("chip-declined", "4761739001010010", EXPIRY, ResponseCode.NO_FUNDS),
                    new Account("chip-refuses", "5413330089020029", EXPIRY, ResponseCode.APPROVED))
            .collect(Collectors.toUnmodifiableMap(Account::pan, Function.identity()));

    private Accounts() {}

    static Optional<Account> withPan(String pan) {
        return Optional.ofNullable(BY_PAN.get(pan));
    }
}
