package dev.tidegate.gateway.people;

import dev.tidegate.gateway.capture.Person;
import java.time.Instant;

/**
 * Somebody who is signed in.
 *
 * @param token what a page of ours sends with each change, and another's page does not know
 * @param seenAt when the person last did something
 */
public record Session(Person person, String token, Instant beganAt, Instant seenAt) {
    Session seen(Instant now) {
        return new Session(person, token, beganAt, now);
    }
}
