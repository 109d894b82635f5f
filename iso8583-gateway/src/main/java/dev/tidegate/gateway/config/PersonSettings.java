package dev.tidegate.gateway.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidegate.gateway.capture.Person;
import java.util.Set;

/**
 * Somebody who may act on payments by hand.
 *
 * @param name as commands and pages give it
 * @param roles OPERATOR, FINANCE or both
 */
record PersonSettings(
        @JsonProperty(required = true) String name,
        @JsonProperty(required = true) Set<Person.Role> roles) {
    PersonSettings {
        Checks.text(name, "gateway.people.name", 64);
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("gateway.people.roles: " + name + " has none");
        }
        roles = Set.copyOf(roles);
    }

    Person person() {
        return new Person(name, roles);
    }
}
