package dev.tidegate.demo;

import java.math.BigDecimal;

/** Minor units of euro, for people. */
final class Money {
    private Money() {}

    static String show(long minor) {
        return BigDecimal.valueOf(minor, 2) + " EUR";
    }
}
