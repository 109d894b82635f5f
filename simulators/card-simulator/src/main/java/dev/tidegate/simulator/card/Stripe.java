package dev.tidegate.simulator.card;

/**
 * The magnetic stripe, as the text that a stripe reader sends, sentinels and all, without the check character (ISO/IEC
 * 7813).
 *
 * @param service service code, three digits: 2xx and 6xx have a chip, x2x wants the issuer asked
 */
record Stripe(String service) {
    static final String DISCRETIONARY = "000001230";

    Stripe {
        if (!service.matches("[0-9]{3}")) {
            throw new IllegalArgumentException("a service code has three digits");
        }
    }

    String track1(Holder holder) {
        return "%B" + holder.number().digits() + "^" + Holder.NAME + "^" + rest(holder) + "?";
    }

    String track2(Holder holder) {
        return ";" + holder.number().digits() + "=" + rest(holder) + "?";
    }

    private String rest(Holder holder) {
        return holder.expiry().substring(0, 4) + service + DISCRETIONARY;
    }
}
