package dev.tidegate.till.config;

import com.fasterxml.jackson.annotation.JsonCreator;

/** Where the cash drawer hangs: {@code none}, or {@code printer:HOST:PORT}, a printer that speaks ESC/POS over TCP. */
public sealed interface DrawerAt {
    record None() implements DrawerAt {}

    record Printer(String host, int port) implements DrawerAt {}

    /** @throws IllegalArgumentException none of both */
    @JsonCreator
    static DrawerAt of(String text) {
        if (text.equals("none")) {
            return new None();
        }
        String[] parts = text.split(":", -1);
        Present.check(
                parts.length == 3
                        && parts[0].equals("printer")
                        && parts[1].matches("[A-Za-z0-9.-]+")
                        && parts[2].matches("[0-9]{1,5}")
                        && Integer.parseInt(parts[2]) > 0
                        && Integer.parseInt(parts[2]) <= 65_535,
                "shop.drawer is none or printer:HOST:PORT");
        return new Printer(parts[1], Integer.parseInt(parts[2]));
    }
}
