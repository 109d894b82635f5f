package dev.tidegate.emv.entrypoint;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the cardholder is to see and hear (EMV Contactless Book A).
 *
 * @param hold how long it stays at least; zero where nothing asks for it
 * @param languages tag 5F2D as two letters each, the first the best; empty where the card has none
 * @param amountMinor an amount or balance to be shown; absent where none is
 */
public record UserInterfaceRequest(
        UserMessage message,
        ReaderStatus status,
        Duration hold,
        List<String> languages,
        @Nullable Long amountMinor) {
    /** A card has four languages at most. */
    public static final int LANGUAGES_MAX = 4;

    public UserInterfaceRequest {
        if (hold.isNegative()) {
            throw new IllegalArgumentException("a message is not held for less than nothing");
        }
        languages = List.copyOf(languages);
        if (languages.size() > LANGUAGES_MAX) {
            throw new IllegalArgumentException("a card has four languages at most");
        }
    }

    /** A message and a status, nothing else. */
    public static UserInterfaceRequest of(UserMessage message, ReaderStatus status) {
        return new UserInterfaceRequest(message, status, Duration.ZERO, List.of(), null);
    }
}
