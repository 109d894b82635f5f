package dev.tidegate.simulator.acquirer.issuer;

import dev.tidegate.simulator.acquirer.wire.ResponseCode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The cards that exist: those of the card simulator's drawer, by its names, all with published test numbers. A card
 * with two applications has two numbers.
 */
final class Accounts {
    private static final String EXPIRY = "3012";

    private static final Map<String, Account> BY_PAN = Stream.of(
                    new Account("chip-approves", "4761739001010119", EXPIRY, ResponseCode.APPROVED),
                    new Account("chip-offline", "5413330089010012", EXPIRY, ResponseCode.APPROVED),
                    new Account("chip-declined", "4761739001010010", EXPIRY, ResponseCode.NO_FUNDS),
                    new Account("chip-refuses", "5413330089020029", EXPIRY, ResponseCode.APPROVED),
                    new Account("chip-cda", "5413330089020011", EXPIRY, ResponseCode.APPROVED),
                    new Account("chip-sda", "4761739001010143", EXPIRY, ResponseCode.APPROVED),
                    new Account("chip-pin", "4761340000000050", EXPIRY, ResponseCode.APPROVED),
                    new Account("chip-pin-enciphered", "5413330089010434", EXPIRY, ResponseCode.APPROVED),
                    new Account("chip-pin-blocked", "5413330089604111", EXPIRY, ResponseCode.APPROVED),
                    new Account("chip-pin-online", "4000002500003155", EXPIRY, ResponseCode.APPROVED),
                    new Account("chip-limits", "5413330089099130", EXPIRY, ResponseCode.APPROVED),
                    new Account("chip-expired", "4111111111111111", "2406", ResponseCode.APPROVED),
                    new Account("chip-two-brands", "4012888888881881", EXPIRY, ResponseCode.APPROVED),
                    new Account("chip-two-brands-second", "5555555555554444", EXPIRY, ResponseCode.APPROVED),
                    new Account("chip-blocked", "5105105105105100", EXPIRY, ResponseCode.APPROVED),
                    new Account("chip-no-directory", "4000056655665556", EXPIRY, ResponseCode.APPROVED),
                    new Account("chip-two-step", "2223000048400011", EXPIRY, ResponseCode.APPROVED),
                    new Account("chip-issuer-in-list", "5200828282828210", EXPIRY, ResponseCode.APPROVED),
                    new Account("chip-bad-signature", "4242424242424242", EXPIRY, ResponseCode.APPROVED),
                    new Account("chip-pulled", "5454545454545454", EXPIRY, ResponseCode.APPROVED),
                    new Account("chip-mute", "4444333322221111", EXPIRY, ResponseCode.APPROVED),
                    new Account("tap-visa", "4917610000000000", EXPIRY, ResponseCode.APPROVED),
                    new Account("tap-mastercard", "5413330089600044", EXPIRY, ResponseCode.APPROVED),
                    new Account("tap-phone", "4462030000000000", EXPIRY, ResponseCode.APPROVED),
                    new Account("stripe-only", "2223003122003222", EXPIRY, ResponseCode.APPROVED),
                    new Account("stripe-online-only", "4917300800000000", EXPIRY, ResponseCode.APPROVED))
            .collect(Collectors.toUnmodifiableMap(Account::pan, Function.identity()));

    private Accounts() {}

    static Optional<Account> withPan(String pan) {
        return Optional.ofNullable(BY_PAN.get(pan));
    }
}
