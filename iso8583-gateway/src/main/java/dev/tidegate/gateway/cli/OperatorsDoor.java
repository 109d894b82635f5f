package dev.tidegate.gateway.cli;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a person has written behind a command, and the running gateway's door that it is asked at.
 *
 * @param named the words that are no options
 * @param plain whether a person reads the answer, and no machine
 */
record OperatorsDoor(List<String> named, Map<String, String> options, boolean plain) {
    static final int REFUSED = 1;
    static final int MISTAKE = 2;
    static final int UNREACHED = 3;

    private static final String HERE = "http://127.0.0.1:8090";

    OperatorsDoor {
        named = List.copyOf(named);
        options = Map.copyOf(options);
    }

    /** @param known the options that have a value */
    static OperatorsDoor of(List<String> arguments, Set<String> known) {
        List<String> named = new ArrayList<>();
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (word.startsWith("--") && known.contains(word.substring(2)) && i + 1 < arguments.size()) {
                options.put(word.substring(2), arguments.get(++i));
            } else if (!word.equals("--json")) {
                named.add(word);
            }
        }
        return new OperatorsDoor(named, options, !arguments.contains("--json"));
    }

    /** One call of somebody who is signed in. */
    interface Call {
        DoorCalls.Answer at(DoorCalls door) throws IOException, InterruptedException;
    }

    /** Who asks; empty where nobody was named. */
    String person() {
        return options.getOrDefault("person", "");
    }

    /** What is sent with an order. */
    Map<String, String> reason() {
        return Map.of("reason", options.getOrDefault("reason", ""));
    }

    String address() {
        return options.getOrDefault("gateway", HERE);
    }

    /**
     * Signs in as the person that was named, whose secret is typed, calls, and signs out.
     *
     * @return the answer to the call, or to the sign-in where that was refused
     * @throws IOException nobody answers there
     * @throws IllegalArgumentException this is no address of a gateway
     */
    DoorCalls.Answer ask(SecretInput secrets, Call call) throws IOException, InterruptedException {
        char[] secret = secrets.line("Secret of " + person());
        try (DoorCalls door = new DoorCalls(URI.create(address() + "/api/v1/"))) {
            DoorCalls.Answer answer = door.signIn(person(), secret);
            if (answer.isOk()) {
                answer = call.at(door);
                door.signOut();
            }
            return answer;
        } finally {
            Arrays.fill(secret, '\0');
        }
    }
}
